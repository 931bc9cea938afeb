"""The pattern of a case on the screen."""
