"""What is said to whoever is refused something: every sentence by its code, in one place, in two languages.

A use-case raises a code with its values (`voting.errors`); the tables here, a module for each room of the meeting, hold
the Chinese, and the catalogue in `voting/translations` the English. Tests hold that every code raised is in a table,
that every entry is raised, and that the values given are the placeholders of the sentence.
"""
