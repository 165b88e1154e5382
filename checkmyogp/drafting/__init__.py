"""The workspace that NGOs and agencies share: drafts, submissions and receipts of what each contributes to a round."""
