"""The store's way from one version to the next. Each step is a module, listed in `running.STEPS`, never changed again."""
