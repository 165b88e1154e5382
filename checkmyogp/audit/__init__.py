"""The append-only chain: one entry for each change of state, each entry bound to everything before it."""
