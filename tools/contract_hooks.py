"""What schemathesis needs to know of mockcore's world: a company and a project, and that its app stays connected."""

from typing import Any
from urllib.request import Request, urlopen

import schemathesis
from schemathesis.core.parameters import ParameterLocation

# As the seed `sandbox` numbers them.
PLACES = {"company_id": 4264590, "project_id": 225100}
COMPANY_HEADER = "Procore-Company-Id"
APP = "mockcore-dmsa"
INT64 = range(-(2**63), 2**63)


def is_identifier(value: Any) -> bool:
    """Whether a value is an identifier; what a negative test has put there is left alone."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return False
    text = str(value)
    return text.removeprefix("-").isdecimal() and text.isascii() and int(text) in INT64


def _place(values: Any, *, right: bool = False) -> None:
    for name in PLACES.keys() & values.keys() if isinstance(values, dict) else ():
        if right or is_identifier(values[name]):
            values[name] = str(PLACES[name]) if isinstance(values[name], str) else PLACES[name]


@schemathesis.hook
def map_case(context: schemathesis.HookContext, case: schemathesis.Case[Any]) -> schemathesis.Case[Any]:
    """Puts requests into the seed's company and project."""
    placed(case)
    return case


def placed(case: schemathesis.Case[Any]) -> None:
    """Names the seed's company and project in a request, where there is something to find.

    An identifier stands where one stood: a request that was right or wrong is still so, and need not be judged again.
    """
    right = case.meta is not None and not case.meta.is_negative_at(ParameterLocation.PATH)
    _place(case.path_parameters, right=right)
    for values in (case.query, case.body):
        _place(values)
    if COMPANY_HEADER not in case.headers or is_identifier(case.headers[COMPANY_HEADER]):
        case.headers[COMPANY_HEADER] = str(PLACES["company_id"])
    case._record_starting_state()  # noqa: SLF001 - there is no public name for it


@schemathesis.hook
def after_call(context: schemathesis.HookContext, case: schemathesis.Case[Any], response: schemathesis.Response) -> None:
    """Connects the app again where a test has disconnected it: nothing more would be tested."""
    if response.status_code == 403 and b"App is not connected" in response.content:
        root = str(response.request.url).split("/rest/", maxsplit=1)[0]
        body = f'{{"app_uid": "{APP}"}}'.encode()
        url = f"{root}/_mockcore/companies/{PLACES['company_id']}/installations"
        with urlopen(Request(url, body, {"Content-Type": "application/json"})):  # noqa: S310 - the server under test
            pass
