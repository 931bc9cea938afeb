"""Packages: a case on its way to another desk, as a signed zip inside an age file (docs/handover.md)."""
