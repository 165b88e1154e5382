"""A whole round in a real browser, as the people who take part in it go through it."""
