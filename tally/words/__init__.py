"""Wording comes last: a scheme read back in Chinese, a grade explained step by step, the table of schemes."""
