"""Mail through an outbox: written in the same transaction as what it is about, delivered afterwards."""
