"""Who and where: names found, typed and linked."""
