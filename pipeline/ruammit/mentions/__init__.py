"""What stands in the text by itself: numbers, money, percentages, dates."""
