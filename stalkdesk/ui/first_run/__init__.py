"""The short set-up of a new desk, step by step."""
