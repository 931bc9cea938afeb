"""Knowledge at hand: one short page for each question and each rule, searched and printed as one handbook."""
