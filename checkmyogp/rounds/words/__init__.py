"""The words that a round was opened with: kept once, and read for every page, file and figure of the round."""
