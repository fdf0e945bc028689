"""A scheme as values: read from its TOML, every part checked, every fault named with its line."""
