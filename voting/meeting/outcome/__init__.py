"""After the last round: count, release, decisions, what may be shown, papers, archive, the check of the log."""
