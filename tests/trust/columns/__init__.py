"""Every column of every table, changed behind the application's back."""
