"""Tests of the handbook: its pages, its search, its paper."""
