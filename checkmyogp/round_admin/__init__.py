"""The officers' steps of a round: who has submitted, reminders, more time, closing, publishing, correcting."""
