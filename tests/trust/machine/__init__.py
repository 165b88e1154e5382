"""The life of a round, lived at random over HTTP, beside a small model that says what may happen."""
