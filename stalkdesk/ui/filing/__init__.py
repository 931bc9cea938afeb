"""Filing: the case note for the authority's own journal, and the number it got there."""
