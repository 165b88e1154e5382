"""What an operator's programs ask: whether the site lives, whether it can answer, and how it is."""
