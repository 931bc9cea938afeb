"""The support plan of a case: who has it, measures, follow-ups, letters."""
