"""Mutation testing of the assessment, by hand: `python -m tests.mutation` (docs/mutation.md has the last report)."""
