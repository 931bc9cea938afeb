"""The incident log: what an incident tells, logs of her own that are taken in, the pattern in it."""
