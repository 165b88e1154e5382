"""What must hold: invariants of the database, checks of a scorecard's file, of receipts and of the public chain."""
