"""One event from many articles and languages."""
