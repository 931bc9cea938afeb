"""The content of the shelf as it is kept: what must be seen to, changing a text, approving what somebody else changed."""
