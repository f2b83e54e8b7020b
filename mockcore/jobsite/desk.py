"""Where people make their calls: signed in as themselves, at the moment of the act, through the engine as everybody else."""

from datetime import UTC, datetime
from typing import Any

import orjson

from mockcore.call import Call, Reply
from mockcore.engine import Engine
from mockcore.jobsite.actors import Actors
from mockcore.jobsite.errand import Act, Errand

REFUSED, UNSIGNED = 400, 401


class Desk:
    """Makes calls, and remembers the tokens of those who make them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.actors = Actors(engine.world, engine.catalog, engine.projector.references)
        self._tokens: dict[tuple[str, int | None], str] = {}

    def forget(self) -> None:
        """Signs everybody out: their tokens ended with the world."""
        self._tokens.clear()
        self.actors.forget()

    def send(self, act: Act, errand: Errand) -> Reply:
        """The answer to an errand, at the moment of the act."""
        site = act.site
        user_id = self.actors.chosen(act, errand)
        app = self.actors.app(site.company_id) if user_id is not None else self.actors.service(site.company_id)
        with self._engine.lock, self._engine.clock.at(datetime.fromtimestamp(act.moment, UTC)):
            caller = (app or "", user_id)
            call = (errand.method, errand.path, errand.body)
            reply = self._call(*call, caller, site.company_id)
            if reply.status == UNSIGNED:
                # Another worker has reset the world, and with it the key of all tokens.
                self._tokens.clear()
                reply = self._call(*call, caller, site.company_id)
            for method, path, body in errand.following:
                if reply.status < REFUSED:
                    first = orjson.loads(reply.body).get("id") if "{id}" in path else ""
                    reply = self._call(method, path.replace("{id}", str(first)), body, caller, site.company_id)
        return reply

    def _call(self, method: str, target: str, body: Any, caller: tuple[str, int | None], company_id: int) -> Reply:
        headers = {
            "authorization": f"Bearer {self._token(*caller)}",
            "procore-company-id": str(company_id),
            "content-type": "application/json",
        }
        path, _, query = target.partition("?")
        call = Call(method, path, query, headers, orjson.dumps(body), inside=True)
        return self._engine.handle(call, together=True)

    def _token(self, app: str, user_id: int | None) -> str:
        token = self._tokens.get((app, user_id))
        if token is None:
            token = self._tokens[app, user_id] = self._engine.tokens.issue(app, user_id, 0).token
        return token


def sentence(reply: Reply) -> str:
    """What a refusal says, in one line."""
    try:
        body = orjson.loads(reply.body)
    except orjson.JSONDecodeError:
        return ""
    errors = body.get("errors", body.get("message", "")) if isinstance(body, dict) else body
    if isinstance(errors, dict):
        return "; ".join(f"{name} {_words(reasons)}" for name, reasons in errors.items())
    return _words(errors)


def _words(reasons: Any) -> str:
    return ", ".join(map(str, reasons)) if isinstance(reasons, list) else str(reasons)
