"""After the last round: count, release, decisions, what may be shown of it, papers, archive, and the check of the log."""
