"""Who is who: what was typed to find a person, earlier contacts, cases of the same person, code cards."""
