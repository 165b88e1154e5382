"""Seats: whose organisation has people, how officers come and go by two, and how a lost seat is filled anew."""
