"""Rules for names in scripts with capitals and spaces."""
