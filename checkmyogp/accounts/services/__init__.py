"""What people do to accounts, by noun. Refusals are named here, because views answer all of them alike."""
