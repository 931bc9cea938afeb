"""Contacts of both sides: who to call now, who is away, when they are open."""
