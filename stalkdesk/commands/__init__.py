"""What the program does without a window: each command a call down to the desk, and one answer up, as JSON."""
