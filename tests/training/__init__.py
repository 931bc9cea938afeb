"""Tests of the training twin."""
