"""What schemathesis needs to know of mockcore's world: a company and a project, and that its app stays connected."""

import re
from typing import Any
from urllib.request import Request, urlopen

import schemathesis
from schemathesis.core.parameters import ParameterLocation
from schemathesis.transport.serialization import Binary

from scripts.contract_corrections import correct

# As the seed `sandbox` numbers them.
PLACES = {"company_id": 4264590, "project_id": 225100}
COMPANY_HEADER = "Procore-Company-Id"
APP = "mockcore-dmsa"
INT64 = range(-(2**63), 2**63)

correct()


def is_identifier(value: Any) -> bool:
    """Whether a value is an identifier; what a negative test has put there is left alone."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return False
    # What JSON Schema calls an integer: 12.0 is one.
    text = re.sub(r"\.0+$", "", str(value))
    return text.removeprefix("-").isdecimal() and text.isascii() and int(text) in INT64


def _place(values: Any, *, right: bool = False) -> None:
    for name in PLACES.keys() & values.keys() if isinstance(values, dict) else ():
        if right or is_identifier(values[name]):
            values[name] = str(PLACES[name]) if isinstance(values[name], str) else PLACES[name]


@schemathesis.hook
def map_case(context: schemathesis.HookContext, case: schemathesis.Case[Any]) -> schemathesis.Case[Any]:
    """What stands in JSON in a file's place is a text, which schemathesis can compare with the document.

    So is what stands within an object of a form, which is sent as JSON.
    """
    if case.media_type and case.media_type.endswith("json"):
        case.body = written(case.body)
    elif isinstance(case.body, dict) and any(isinstance(value, dict) for value in case.body.values()):
        case.body = {name: written(value) if isinstance(value, dict) else value for name, value in case.body.items()}
    else:
        return case
    case._record_starting_state()  # noqa: SLF001 - there is no public name for it
    return case


def written(value: Any) -> Any:
    """The value with the bytes in it as the text that JSON has for them."""
    if isinstance(value, dict):
        return {name: written(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [written(item) for item in value]
    return str(value) if isinstance(value, Binary) else value


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: schemathesis.Case[Any], kwargs: dict[str, Any]) -> None:
    """Puts requests into the seed's company and project: generated ones, examples, and those that a link has filled."""
    placed(case)


def placed(case: schemathesis.Case[Any]) -> None:
    """Names the seed's company and project in a request, where there is something to find.

    An identifier stands where one stood: a request that was right or wrong is still so, and need not be judged again.
    """
    places = (ParameterLocation.PATH, ParameterLocation.QUERY, ParameterLocation.HEADER)
    # All of it before the first change, after which schemathesis would judge anew.
    path, query, header = (case.meta is not None and not case.meta.is_negative_at(place) for place in places)
    _place(case.path_parameters, right=path)
    _place(case.query, right=query)
    _place(case.body)
    if header or is_identifier(case.headers.get(COMPANY_HEADER, "0")):
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
