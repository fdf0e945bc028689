"""Before the meeting: details, scheme, roster, records, weights, and the freeze that ends it."""
