"""Mark-up, code and formulas in every text that somebody can type."""
