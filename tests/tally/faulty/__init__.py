"""Faulty inputs by the sentence of the scheme page that each breaks, and odd ones that it allows."""
