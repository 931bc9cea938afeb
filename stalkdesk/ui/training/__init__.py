"""The screens of the training twin: its entrance, the list of cases, the person at the counter, the review."""
