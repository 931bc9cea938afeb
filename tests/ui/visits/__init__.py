"""Visits on the case page."""
