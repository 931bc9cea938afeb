"""Every time the person turned to the desk on one case, and taking a new visit in."""
