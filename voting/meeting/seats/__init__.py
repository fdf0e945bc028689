"""The seat's side: cards, joining, casting with a phone or for paper, and a lost card's successor."""
