"""Reads logs out of untrusted files. Only in the child that holds no key and no case (`log_reading_child.py`)."""
