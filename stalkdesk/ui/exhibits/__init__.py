"""The exhibits of a case: files and things, their line of custody, and the receipts for them."""
