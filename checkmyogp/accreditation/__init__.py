"""Who may score: applications, decisions, and the public register."""
