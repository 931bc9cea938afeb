"""Taking in logs that were kept elsewhere."""
