"""A case goes to another desk, and comes from one: packages, desks, codes, what may go along."""
