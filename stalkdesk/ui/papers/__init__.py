"""The papers of a case: offered, looked at, handed out, and what became of them; the shelf they come from."""
