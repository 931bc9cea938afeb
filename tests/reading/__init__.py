"""Logs read out of files of all kinds, the hostile ones too."""
