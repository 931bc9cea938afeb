"""Tests of the handbook on the screen."""
