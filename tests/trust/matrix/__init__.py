"""Who is answered what: every address and method, for every office, in every state of a round."""
