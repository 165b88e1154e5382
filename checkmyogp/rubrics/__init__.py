"""Rubric versions and the crosswalks that map an administration's bands to them."""
