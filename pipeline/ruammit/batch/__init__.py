"""Any number of articles into one dataset on disk."""
