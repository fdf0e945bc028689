"""What comes in: files, TOML and CSV with the line of every entry, numbers as they are written, and faults."""
