"""The fixed checklist, its answers, the walk through it and the assessment they lead to."""
