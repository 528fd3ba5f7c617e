"""Names: the tagger's training, and the report on names found and missed."""
