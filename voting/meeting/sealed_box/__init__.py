"""The sealed box: a ballot from its message to the slips nobody can join, and the keys that die with its round."""
