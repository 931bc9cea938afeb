"""How persons are found in the store unread, and how cases are linked."""
