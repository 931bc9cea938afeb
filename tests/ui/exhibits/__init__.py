"""Exhibits on the case page."""
