"""Checking and correcting: corrections kept beside a dataset, given to all who read it, and the page to make them."""
