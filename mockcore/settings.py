"""What the operator can set: by command-line option, by environment variable, in a file, or not at all."""

import ipaddress
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mockcore.errors import OperatorError
from mockcore.setting_sources import Source, of_environment, of_files, of_options


class Settings(BaseModel):
    """One server's settings; they do not change while it runs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = Field("127.0.0.1", description="Address to listen on; `0.0.0.0` for every interface.")
    port: int = Field(8080, ge=0, le=65535, description="Port to listen on; `0` takes a free one.")
    db: str | None = Field(None, description="SQLite file that keeps the data; without it they live in memory.")
    durability: Literal["normal", "full"] = Field(
        "normal",
        description="What a power loss may take of the `--db` file: `normal`: the latest changes, `full`: nothing that was "
        "answered; writes are slower.",
    )
    seed: str = Field("sandbox", description="World to start with: a scenario's name, or the path of a seed file.")
    now: str | None = Field(None, description="Time at which the clock starts, e.g. `2022-02-15T12:00:00Z`; else real time.")
    frozen: bool = Field(False, description="Start with a clock that stands still.")
    clock_speed: float = Field(1.0, gt=0, le=10_000_000, description="How many seconds pass on the clock in one.")
    alive: bool = Field(
        False, description="Let simulated people work on in the projects as the clock goes: see `/_mockcore/jobsite`."
    )
    clock_header: bool = Field(False, description="Let a call choose its own time by the header `Mockcore-Now`.")
    lifecycle: str | None = Field(None, description="YAML file with lifecycle rows of your own, to rehearse a deprecation.")
    lifecycle_timeline: Literal["announced", "revised"] = Field(
        "announced", description="Dates of traditional service accounts: as first announced (2023), or as moved later (2025)."
    )
    lifecycle_headers: bool = Field(True, description="Send `Deprecation`, `Sunset` and their `Link` for what is deprecated.")
    sunset: Literal["gone", "not_found"] = Field("gone", description="What a call answers after a sunset: 410 or 404.")
    rate_limit: Literal["off", "sandbox", "production"] = Field(
        "off",
        description="Calls for each app and company: `sandbox` 600 an hour and 25 in 10 s, `production` 3,600 and 25; "
        "`off` refuses nothing and tells of a quota of 1,000,000.",
    )
    rate_limit_hourly: int | None = Field(None, ge=0, description="Calls an hour, instead of the preset's.")
    rate_limit_spike: int | None = Field(None, ge=0, description="Calls in 10 seconds, instead of the preset's.")
    workers: int = Field(1, ge=1, le=64, description="Number of processes; more than one needs `--db`, and is not for Windows.")
    tls: bool = Field(
        False, description="Serve https, for this machine's and Procore's host names; `mockcore ca` tells what to trust."
    )
    max_body_bytes: int = Field(50_000_000, ge=1, description="Largest request body, in bytes; above it: 413.")
    company_header: Literal["lenient", "strict"] = Field(
        "lenient", description="`strict`: every call must send `Procore-Company-Id`; `lenient`: a path may name it."
    )
    environment: Literal["sandbox", "production"] = Field(
        "sandbox", description="Whose credentials `/oauth` takes: an app has a pair for each, which are not interchangeable."
    )
    redirect_uris: str = Field(
        "",
        description="Where the app `mockcore-web` may send people back to, besides its own, separated by commas, e.g. "
        "`http://localhost:3000/auth/callback`.",
    )
    disabled_tool: Literal["forbidden", "not_found"] = Field(
        "forbidden", description="What a tool that is switched off in a project answers: 403 or 404."
    )
    input: Literal["lenient", "strict"] = Field(
        "lenient",
        description="`lenient`: values of another type are converted, as Procore does; `strict`: what the document does not "
        "allow is refused, as for a call with `Prefer: handling=strict`.",
    )
    unknown_input: Literal["ignore", "refuse"] = Field(
        "ignore", description="What to do with query parameters and fields that the reference does not know."
    )
    check_answers: Literal["off", "log", "fail"] = Field(
        "off",
        description="Compare every answer with the document: `log` notes what differs in the log and the journal, `fail` "
        "answers 500 as well. For debugging mockcore itself.",
    )
    fault_header: bool = Field(False, description="Let a call ask for a fault by the header `Mockcore-Fault`, e.g. `503`.")
    contract_header: bool = Field(
        False, description="Tell the codes of what a request breaks of the contract by the header `Mockcore-Contract`."
    )
    webhook_hosts: str = Field(
        "",
        description="Where webhooks go besides this machine, separated by commas: `host`, `host:port` or `*`; a port of this "
        "machine closes its others.",
    )
    journal_bytes: int = Field(
        16_000_000,
        ge=0,
        description="Memory for the bodies and headers of the latest requests, in bytes, for the server and for each sandbox; "
        "`0` keeps no journal.",
    )
    journal_fact_bytes: int = Field(
        64_000_000,
        ge=0,
        description="Memory for what is known of all requests without their bodies, in bytes; beyond it a temporary file.",
    )
    log_format: Literal["text", "json"] = Field(
        "text",
        description="`text`: one line for each request, where standard output is a terminal; `json`: every exchange whole, as "
        "a line of JSON, wherever standard output leads.",
    )
    log_requests: bool = Field(False, description="The same as the log format `json`.")
    quiet: bool = Field(False, description="Write nothing for each request.")
    cors_origins: str = Field(
        "", description="Origins whose pages may call the API, separated by commas; `*`: any. Without it none, as Procore does."
    )
    control_origins: str = Field(
        "", description="Origins besides the server's own whose pages may use `/_mockcore` and `/docs`, separated by commas."
    )
    control_token: str | None = Field(
        None, repr=False, description="Secret that calls of `/_mockcore` must send, as `Authorization: Bearer …`."
    )
    trusted_hosts: str = Field(
        "",
        description="Host names, besides this machine's, by which all but the API may be reached, separated by commas; "
        "`*.example.com`: all below.",
    )
    forwarded_allow_ips: str = Field(
        "127.0.0.1", description="Proxies whose `X-Forwarded-*` headers are believed, separated by commas; `*`: all."
    )
    root_path: str = Field("", description="Path below which a proxy publishes the server, e.g. `/procore`.")

    @property
    def writes_json(self) -> bool:
        """Whether every exchange is written to standard output, as a line of JSON."""
        return not self.quiet and (self.log_requests or self.log_format == "json")

    @property
    def open_to_others(self) -> bool:
        """Whether other machines can steer the server: it listens to them, and asks for no token."""
        return self.control_token is None and self.host != "localhost" and not _is_loopback(self.host)


class Origin(NamedTuple):
    """One setting as it holds: its value as it may be shown, and what says so; ``place`` is the source, by its name."""

    value: Any
    place: str
    spelling: str


def load(**options: Any) -> Settings:
    """Return the settings: options that are not None first, then `MOCKCORE_*` variables, then defaults.

    Raises: OperatorError naming the option or variable that cannot be understood.
    """
    return _settled([of_options(options), of_environment(Settings)])


def load_here(**options: Any) -> Settings:
    """Return the settings of the command: as `load`, and before the defaults the files of the folder it is called in.

    Raises: OperatorError naming what cannot be understood.
    """
    return _settled(_sources(options))


def origins(**options: Any) -> dict[str, Origin]:
    """Every setting of the command by its name, as `load_here` has it, secrets masked. Raises: OperatorError."""
    sources = _sources(options)
    values = _settled(sources).model_dump()
    rows = {}
    for name, field in Settings.model_fields.items():
        source = next((source for source in sources if name in source.values), None)
        value = "***" if values[name] and not field.repr else values[name]
        rows[name] = Origin(value, source.name, source.spelling(name)) if source else Origin(value, "default", "default")
    return rows


def _sources(options: dict[str, Any]) -> list[Source]:
    return [of_options(options), of_environment(Settings), *of_files(Settings, Path.cwd())]


def _settled(sources: list[Source]) -> Settings:
    # The port may be a variable that somebody else has set.
    values: dict[str, Any] = {"port": Settings.model_fields["port"].default}
    for source in reversed(sources):
        values |= source.values
    try:
        return Settings(**values)
    except ValidationError as error:
        raise OperatorError(_sentence(error, sources)) from None


def names_in(text: str) -> frozenset[str]:
    """The entries of a setting that is a list, separated by commas."""
    return frozenset(entry.strip() for entry in text.split(",") if entry.strip())


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _sentence(error: ValidationError, sources: list[Source]) -> str:
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    spelling = next((source.spelling(name) for source in sources if name in source.values), name)
    field = Settings.model_fields.get(name)
    value = "***" if field is not None and not field.repr else repr(first["input"])
    reason = first["msg"].removeprefix("Input should be ")
    return f"{spelling} is {value}, but should be {reason}."
