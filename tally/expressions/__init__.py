"""The expressions of a scheme: words, tree, value. Nothing is ever handed to `eval`."""
