"""Guidance sheets: which ones are offered, and a page composed of blocks."""
