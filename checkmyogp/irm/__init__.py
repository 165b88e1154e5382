"""What the Independent Reporting Mechanism said of each commitment, as researchers record it."""
