"""Who may be told what: consents, sharing without one, what is withheld."""
