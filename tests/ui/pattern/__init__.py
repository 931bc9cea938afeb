"""The pattern on the screen."""
