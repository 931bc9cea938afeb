"""The drawer: the only room that knows SQL, keys and file formats."""
