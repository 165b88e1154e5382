"""The right of reply: what agencies reply to a milestone's scores, and what NGOs answer."""
