"""StalkDesk: offline case handling for possible stalking at a reception desk."""

__version__ = "0.1.0"
