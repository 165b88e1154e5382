"""What each NGO and each agency makes of the vignettes of a round, before it says anything else in it."""
