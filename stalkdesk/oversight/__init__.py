"""The weekly summary, disclosure control and the journal as the supervisor reads it."""
