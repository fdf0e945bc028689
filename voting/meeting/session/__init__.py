"""The meeting: the house is opened, rounds are opened, closed, voided and put in order, turnout is counted."""
