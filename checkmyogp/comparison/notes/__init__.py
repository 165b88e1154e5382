"""What a researcher writes down about a milestone, for nobody else: it is in no page, file or log of anybody's."""
