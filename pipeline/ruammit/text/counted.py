"""Numbers with their noun, for messages in English."""

__all__ = ["counted"]


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number and its noun in the singular or plural, such as "1 file" and "1,200 files".

    Args:
        number: how many there are.
        noun: in the singular.
        plural: in the plural; not given: with an "s" at the end.
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
