"""After the intake: the list of cases, a case as it is read, its sheets, the shelf and the week."""
