"""Taking in a log that the victim has kept herself: read apart, mapped once, seen before anything is kept."""
