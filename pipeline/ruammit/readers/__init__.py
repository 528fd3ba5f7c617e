"""Files into articles."""
