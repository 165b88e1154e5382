"""A round of monitoring and its clock."""
