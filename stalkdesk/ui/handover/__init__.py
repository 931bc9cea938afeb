"""Handing cases over without a network: packages made and taken in, codes read back, other desks."""
