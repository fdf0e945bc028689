"""Proof: leaves, roots, tokens, the chained log, the sealed archive, and checking all of it."""
