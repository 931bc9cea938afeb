"""The register of contacts on the screen: who is called now, who is away, and when each was last checked."""
