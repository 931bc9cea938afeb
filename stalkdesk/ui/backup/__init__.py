"""Backups on the screen: when they are made, how it stands with them, and the way back from one to a store."""
