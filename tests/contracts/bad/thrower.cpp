// Only has to be there.
