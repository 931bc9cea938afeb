"""Consent, sharing without consent, and what is withheld, on the screen of a case."""
