"""The harness that breaks the drawer: kills, power cuts, disks that fail. `python -m tests.durability` is its long form."""
