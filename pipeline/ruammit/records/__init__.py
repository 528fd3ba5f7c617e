"""Cooperation records: frames filled from the text, checked and merged."""
