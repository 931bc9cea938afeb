"""The day of whoever takes cases over, and the change of shift."""
