"""Who was here before: looked for before a new case is made, compared, linked, and the code card."""
