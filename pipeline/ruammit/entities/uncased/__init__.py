"""Rules for names in scripts without capitals, in which words stand without spaces between them."""
