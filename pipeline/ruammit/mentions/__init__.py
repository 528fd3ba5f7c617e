"""What stands in the text by itself: numbers, money, percentages, dates."""

from ruammit.mentions import lexicons as _lexicons  # noqa: F401 - the packs' files are checked by its models
