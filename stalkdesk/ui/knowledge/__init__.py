"""The handbook on the screen: a page of its own, and one page laid over what is being done."""
