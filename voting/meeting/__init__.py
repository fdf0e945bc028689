"""The use-cases of a meeting, in rooms that follow its course; a room imports only from those before it."""
