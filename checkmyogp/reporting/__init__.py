"""What the government says of its own milestones."""
