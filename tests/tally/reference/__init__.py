"""A second count, written from the scheme page alone, slow and plain, to hold the first against."""
