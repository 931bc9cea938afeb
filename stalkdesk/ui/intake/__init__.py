"""The intake as the officer sees it: one question at a time, the sections, the hints, and what the answers add up to so far."""
