"""Plain functions that set a scene in the words of the domain."""
