"""``Idempotency-Token``: the same request again gives the first answer again, and has no second effect.

A token belongs to its method, path and caller in a company, and holds for 24 hours on the server's clock. Only an answer
that had an effect is kept: what failed may be tried again with the same token. Source: the header is documented;
what a replay answers is assumed.
"""

import hashlib
from collections.abc import Callable
from typing import Any

import orjson

from mockcore.errors import Unprocessable
from mockcore.reference.coercion import Upload
from mockcore.reference.forms import parsed
from mockcore.request.context import Context
from mockcore.verbs.answer import Answer

HEADER = "idempotency-token"
HELD_SECONDS = 24 * 3600
_METHODS = frozenset({"POST", "PATCH"})


def once(context: Context, act: Callable[[Context], Answer]) -> Answer:
    """The answer kept for the call's token, or the one that acting gives, which is kept from now on.

    Raises: Unprocessable when the token came with another body or query before (assumed).
    """
    call = context.call
    token = call.headers[HEADER].strip()
    if not token or call.method not in _METHODS:
        return act(context)
    database = context.records.database
    key = _digest([token, call.method, call.path, context.client_id, context.person_id, context.company_id])
    asked = _digest([call.query, parsed(call)])
    row = database.one("kept_answer", {"key_": key, "since": call.at - HELD_SECONDS})
    if row is not None:
        if row[0] != asked:
            raise Unprocessable(fields={"Idempotency-Token": ["was used for a different request"]})
        status, text, media_type, headers = row[1:]
        return Answer(text=text, status=status, headers=[(name, value) for name, value in orjson.loads(headers)],
                      media_type=media_type)  # fmt: skip
    answer = act(context)
    kept = {
        "key": key,
        "company_id": context.company_id,
        "asked": asked,
        "at": call.at,
        "status": answer.status or context.operation.status,
        "body": orjson.dumps(answer.value, default=str) if answer.text is None else answer.text,
        "media_type": answer.media_type,
        "headers": orjson.dumps(answer.headers).decode(),
    }
    database.run("forget_answers", {"until": call.at - HELD_SECONDS})
    database.run("keep_answer", kept)
    return answer


def _digest(parts: list[Any]) -> str:
    return hashlib.sha256(orjson.dumps(parts, default=_told, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _told(value: Any) -> Any:
    if isinstance(value, Upload):
        return [value.filename, value.content_type, hashlib.sha256(value.data).hexdigest()]
    return str(value)
