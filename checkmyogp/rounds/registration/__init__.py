"""The document in which everything that a round will be judged by is registered at its opening, before any answer."""
