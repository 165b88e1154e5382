"""Members, their organisations, and the action plans they adopted."""
