"""Cases, drafts, officers and contact persons, and what the desk asks of the drawer."""
