"""Pages, JSON and uploads, fetched with Flask's test client and inspected whenever they are fetched."""
