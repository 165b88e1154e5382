"""People: invitations, sign-in, the second factor, sessions."""
