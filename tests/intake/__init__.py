"""The desk's brain, tested with its own small content and with nothing around it."""
