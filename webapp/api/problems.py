"""What an error looks like: problem details (RFC 9457)."""

from marshmallow import Schema, fields

CONTENT_TYPE = "application/problem+json"


class Problem(Schema):
    """What went wrong, what to do, and the id to quote."""

    type = fields.String(required=True)
    title = fields.String(required=True, metadata={"description": "What went wrong, in a sentence."})
    status = fields.Integer(required=True)
    detail = fields.String(required=True, metadata={"description": "What to do."})
    instance = fields.String(required=True, metadata={"description": "The id of the request, to quote."})
    errors = fields.Dict(metadata={"description": "What is wrong with each field, where fields were sent."})
