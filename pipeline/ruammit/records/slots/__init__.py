"""The slots of a record: one module per slot, each a function of the index and the draft."""
