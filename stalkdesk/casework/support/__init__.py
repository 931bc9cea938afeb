"""After the intake: the support plan, follow-ups, the day, the change of shifts."""
