"""Any number of articles into one dataset: local processes or a Ray cluster."""
