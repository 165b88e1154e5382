"""The frozen content of a scorecard: its types, its writer and reader, extracts of it, closing and publishing."""
