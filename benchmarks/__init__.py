"""Ratios within one run, each against its named baseline: `python3 dev.py bench [name …]`."""
