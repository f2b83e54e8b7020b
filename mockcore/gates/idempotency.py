"""``Idempotency-Token``: the same request again gives the first answer again, and has no second effect.

A token belongs to its method, path and caller in a company, and holds for 24 hours on the server's clock. Only an answer
that had an effect is stored: what failed may be tried again with the same token. Source: the header is documented;
what a replay answers is assumed.
"""

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any

import orjson

from mockcore.errors import Unprocessable
from mockcore.gates.admission import Admission
from mockcore.reference.coercion import Upload
from mockcore.reference.forms import parsed
from mockcore.request.context import Context
from mockcore.verbs.answer import Answer

HEADER = "idempotency-token"
LIFE_SECONDS = 24 * 3600
METHODS = frozenset({"POST", "PATCH"})


def once(context: Admission) -> None:
    """Lets the answer stored for the call's token be given again, or the one that is given now be stored.

    Raises: Unprocessable when the token came with another body or query before (assumed).
    """
    call = context.call
    token = call.headers[HEADER].strip() if HEADER in call.headers else ""
    if not token or call.method not in METHODS:
        return
    key = _digest([token, call.method, call.path, context.client_id, context.person_id, context.company_id])
    request = _digest([call.query, parsed(call)])
    rows = context.records.storage.read("idempotent_reply", {"key_": key, "since": call.at - LIFE_SECONDS})
    if not rows:
        context.act = partial(_store, key, request, context.act)
        return
    earlier_request, status, text, media_type, headers = rows[0]
    if earlier_request != request:
        raise Unprocessable(fields={"Idempotency-Token": ["was used for a different request"]})
    lines = [(name, value) for name, value in orjson.loads(headers)]
    replay = Answer(text=text, status=status, headers=lines, media_type=media_type)
    context.act = lambda _: replay


def _store(key: str, request: str, act: Callable[[Context], Answer], context: Context) -> Answer:
    """The answer that acting gives, stored for the next request with the token."""
    answer = act(context)
    storage, at = context.records.storage, context.call.at
    values = {
        "key": key,
        "company_id": context.company_id,
        "asked": request,
        "at": at,
        "status": answer.status or context.operation.status,
        "body": orjson.dumps(answer.value, default=str) if answer.text is None else answer.text,
        "media_type": answer.media_type,
        "headers": orjson.dumps(answer.headers).decode(),
    }
    storage.write("forget_answers", {"until": at - LIFE_SECONDS})
    storage.write("keep_answer", values)
    return answer


def _digest(values: list[Any]) -> str:
    return hashlib.sha256(orjson.dumps(values, default=_plain, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Upload):
        return [value.filename, value.content_type, hashlib.sha256(value.data).hexdigest()]
    return str(value)
