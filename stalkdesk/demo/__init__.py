"""A store of invented cases, to look at and to practise with."""
