"""What a program may send: texts and numbers that the store can hold, and the two words of every list."""

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

MOST_ITEMS = 200
LARGEST = 2**63 - 1


def storable(text: str) -> None:
    """Refuse what is no text: a lone half of a character, or a NUL.

    Raises:
        ValidationError: it is none.
    """
    if "\0" in text or (not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text)):
        raise ValidationError("This is no text.")


class Asked(Schema):
    """The base of what is asked: what is unknown is an error, so that a misspelt name is not passed over."""

    class Meta:
        """See the base."""

        unknown = RAISE


def text(*, longest: int = 200, shortest: int = 0, **options: Any) -> fields.String:
    """Return a field for a text."""
    checks: list[Any] = [validate.Length(min=shortest, max=longest), storable]
    return fields.String(validate=checks, **options)


def number(lowest: int, highest: int, **options: Any) -> fields.Integer:
    """Return a field for a whole number."""
    return fields.Integer(strict=True, validate=validate.Range(min=lowest, max=highest), **options)


def word(values: Any, **options: Any) -> fields.String:
    """Return a field for one word of a few."""
    return fields.String(validate=validate.OneOf([str(value) for value in values]), **options)


class ListQuery(Asked):
    """Where in a list to go on, and how far."""

    after = fields.Integer(
        load_default=None,
        validate=validate.Range(min=0, max=LARGEST),
        metadata={"description": "The `next_after` of the page before."},
    )
    limit = fields.Integer(load_default=50, validate=validate.Range(min=1, max=MOST_ITEMS))
