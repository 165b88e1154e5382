"""A coalition of one: what a single person comes to who holds one seat, any number of mailboxes, and has time."""
