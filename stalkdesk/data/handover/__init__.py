"""Packages in the store: made, sent, taken in, settled; the keys of this desk."""
