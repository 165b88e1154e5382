"""Check My OGP's sums and rules: the standard library and nothing else."""
