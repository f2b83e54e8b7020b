"""The command `mockcore`. Every mistake of its user is one sentence and a non-zero exit status."""

# Only what every command needs is imported here: `mockcore serve` must answer within a second, so that each
# command imports its own machinery (FastAPI, YAML, an HTTP client) when it is called.

import gc
import json
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer

from mockcore import __version__
from mockcore.command_options import EXITS, explanation, with_settings
from mockcore.errors import OperatorError, StorageFailed
from mockcore.setting_sources import variable
from mockcore.settings import Settings, load_here, origins
from mockcore.shells import Shell, calling_shell, first_call, trust

# A value that is longer moves its origin to the right.
MOST_COLUMNS = 30

app = typer.Typer(
    help="A local server that behaves like the Procore REST API.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog=EXITS,
    no_args_is_help=True,
)
document = typer.Typer(help="Show and check the OpenAPI document.", rich_markup_mode=None, no_args_is_help=True)
app.add_typer(document, name="openapi")


Db = Annotated[str | None, typer.Option(help=explanation("db"))]
Now = Annotated[str | None, typer.Option(help=explanation("now"))]


def main() -> None:
    """Run the command line and leave the process: 0 when done, 2 with one sentence when something is wrong."""
    # Importing makes many objects and no garbage: collecting meanwhile costs a tenth of the start. The server enables it.
    gc.disable()
    # A name that the terminal or file cannot have, as on Windows, is shown with question marks rather than ending the server.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except (OperatorError, StorageFailed) as error:
        print(error, file=sys.stderr)
        sys.exit(2)


def _show_version(value: bool) -> None:
    if value:
        print(f"mockcore {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """A local server that behaves like the Procore REST API."""


@app.command(epilog=EXITS)
@with_settings
def serve(**options: Any) -> None:
    """Serve until stopped."""
    settings = load_here(**options)
    from mockcore.web import server  # noqa: PLC0415 - see above

    server.serve(settings, lambda url, world: print(_banner(settings, url, world, calling_shell()), flush=True))


@app.command(epilog=EXITS)
def seed(
    name: Annotated[str | None, typer.Argument(help="Scenario or path of a seed file.")] = None,
    db: Db = None,
    now: Now = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of seed files instead, for editors.")] = False,
) -> None:
    """Build a world and say what is in it; with --db it is kept in that file."""
    if schema:
        from mockcore.reference.catalog import Catalog  # noqa: PLC0415 - see above
        from mockcore.seeding.seed_schema import schema_text  # noqa: PLC0415 - see above

        print(schema_text(Catalog.load()), end="")
        return
    settings = load_here(seed=name, db=db, now=now)
    from mockcore.engine import Engine  # noqa: PLC0415 - see above
    from mockcore.welcome import introduction  # noqa: PLC0415 - see above

    engine = Engine.open(settings)
    world = introduction(engine)
    engine.close()
    print("\n".join(_contents(world)))
    if settings.db:
        print(f"\nKept in {settings.db}: mockcore serve --db {settings.db}")


@app.command(epilog=EXITS)
@with_settings
def config(
    as_json: Annotated[bool, typer.Option("--json", help="Show it as JSON.")] = False,
    **options: Any,
) -> None:
    """Show every setting, its value and its origin.

    That is the first that has it: an option, a MOCKCORE_ variable, .env, mockcore.toml, [tool.mockcore] in pyproject.toml
    (the three files in the folder where the command is called), else the default. Takes the options of serve.
    """
    rows = origins(**options)
    if as_json:
        print(json.dumps({name: {"value": row.value, "source": row.place} for name, row in rows.items()}, indent=2))
        return
    values = {name: _as_text(row.value) for name, row in rows.items()}
    width = min(max(map(len, values.values())), MOST_COLUMNS)
    for name, row in rows.items():
        print(f"{name:<19}  {values[name]:<{width}}  {row.spelling}")


@app.command(epilog=EXITS)
def token(
    url: Annotated[str | None, typer.Option(help="Base URL of a running server.")] = None,
    client_id: Annotated[str | None, typer.Option(help="App to ask for; by default the DMSA app.")] = None,
    client_secret: Annotated[str | None, typer.Option(help="The app's secret.")] = None,
) -> None:
    """Print an access token of a running server."""
    from mockcore import token_request  # noqa: PLC0415 - see above

    print(token_request.access_token(url or _address(load_here()), client_id, client_secret))


@app.command(epilog=EXITS)
def ca(
    env: Annotated[
        bool, typer.Option("--env", help='Print variables that make clients trust it: eval "$(mockcore ca --env)"')
    ] = False,
    shell: Annotated[Shell | None, typer.Option(help="With --env: whose syntax; by default the shell that calls.")] = None,
) -> None:
    """Print the file of the certificate authority that signs for `serve --tls`."""
    from mockcore.web.certificate import authority_file  # noqa: PLC0415 - see above

    file = authority_file()
    print("\n".join(trust(shell or calling_shell(), file)) if env or shell else file)


@app.command(epilog=EXITS)
def verify(
    against: Annotated[str, typer.Option(help="Base URL of the other server: Procore's sandbox, or another mockcore.")],
    source: Annotated[
        str | None, typer.Option("--from", help="Base URL of a running mockcore, or a HAR file of its journal.")
    ] = None,
    token: Annotated[
        str | None, typer.Option(envvar="MOCKCORE_VERIFY_TOKEN", help="Access token of the other server; a mockcore gives one.")
    ] = None,
    pairs: Annotated[
        list[str] | None, typer.Option("--map", help="HERE=THERE: ids of the same record; for a tour: company, then project.")
    ] = None,
    tour: Annotated[bool, typer.Option("--tour", help="Read all that can be read, instead of what was recorded.")] = False,
    tool: Annotated[str | None, typer.Option(help="Tour only this tool (see: openapi tools).")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most requests of a tour.")] = 300,
    writes: Annotated[bool, typer.Option("--writes", help="Send recorded requests that change something, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Tell it as JSON.")] = False,
) -> None:
    """Ask another server what this one was asked, and tell where its answers have another form. Status 1: they differ."""
    from mockcore.verify import command  # noqa: PLC0415 - see above

    wish = command.Wish(source or _address(load_here()), against, token, pairs or [], writes, tool, limit)
    outcome = command.visit(wish) if tour else command.repeat(wish)
    print(json.dumps(outcome.as_json(), indent=2) if as_json else "\n".join(outcome.lines()))
    if outcome.differing:
        raise typer.Exit(1)


@app.command(epilog=EXITS)
def routes(
    tool: Annotated[str | None, typer.Option(help="Only the operations of this tool (see: openapi tools).")] = None,
) -> None:
    """List every operation: method, path, operationId, and the rule that answers it."""
    from mockcore.reference.catalog import Catalog  # noqa: PLC0415 - see above

    catalog = Catalog.load()
    if tool is not None:
        catalog.check_tool(tool)
    for entry in catalog.entries:
        if tool in (None, entry["slug"]):
            print(f"{entry['method']:7}{entry['path']}\t{entry['id']}\t{entry['rule']}")


@document.command(epilog=EXITS)
def bundle(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to write; else standard output.")] = None,
    tool: Annotated[str | None, typer.Option(help="Only the operations of this tool.")] = None,
) -> None:
    """Write the document as one JSON file."""
    from mockcore.reference.catalog import Catalog  # noqa: PLC0415 - see above

    catalog = Catalog.load()
    if tool is not None:
        catalog.check_tool(tool)
    text = catalog.document_json() if tool is None else catalog.tool_json(tool)
    if output is None:
        sys.stdout.buffer.write(text + b"\n")
        return
    try:
        output.write_bytes(text + b"\n")
    except OSError as error:
        raise OperatorError(f"Cannot write {output}: {error.strerror}.") from None


@document.command(epilog=EXITS)
def check() -> None:
    """Check the document's files; every finding is a line, and the exit status is 1 when there are any."""
    from mockcore.paths import openapi_directory  # noqa: PLC0415 - see above
    from mockcore.reference import document as reading, document_check as checks  # noqa: PLC0415 - see above
    from mockcore.reference.corrections import correct  # noqa: PLC0415 - see above

    try:
        directory = openapi_directory()
        whole, hints = reading.bundle(directory), reading.overlay(directory)
        correct(whole, hints)
        findings = [*checks.check(whole), *checks.check_overlay(hints)]
    except reading.SpecError as error:
        raise OperatorError(str(error)) from None
    for finding in findings:
        print(finding, file=sys.stderr)
    if findings:
        raise typer.Exit(1)
    print("The OpenAPI document is sound.")


@document.command(epilog=EXITS)
def tools() -> None:
    """List the Procore tools of the document: slug and name."""
    from mockcore.reference.catalog import Catalog  # noqa: PLC0415 - see above

    for slug, name in Catalog.load().tools():
        print(f"{slug}\t{name}")


def _as_text(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _address(settings: Settings) -> str:
    scheme = "https" if settings.tls else "http"
    return f"{scheme}://{settings.host}:{settings.port}{settings.root_path}"


def _contents(world: dict[str, Any]) -> list[str]:
    return [
        *(f"  App       {row['client_id']} / {row['client_secret']}  ({row['name']}{row['note']})" for row in world["apps"]),
        *(f"  Company   {row['id']}  {row['name']}" for row in world["companies"]),
        *(f"  Project   {row['id']}  {row['name']} (company {row['company_id']})" for row in world["projects"]),
    ]


def _banner(settings: Settings, url: str, world: dict[str, Any], shell: Shell) -> str:
    storage = f"kept in {settings.db}" if settings.db else "kept in memory"
    authority = None
    if settings.tls:
        from mockcore.web.certificate import authority_file  # noqa: PLC0415 - see above

        authority = authority_file()
    lines = [
        f"mockcore {__version__}, seed {world['seed']}, {storage}",
        "",
        f"  API       {url}/rest/v1.0",
        f"  Docs      {url}/docs",
        f"  Guides    {url}/_mockcore/docs/",
        f"  Health    {url}/_mockcore/health",
        *_contents(world),
    ]
    if settings.open_to_others:
        lines += [f"  Note      Other machines can steer this server; {variable('control_token')} makes it ask for a secret."]
    if authority:
        lines += [f"  Authority {authority}", "", "Clients trust it with:", "", *trust(shell, authority)]
    lines += ["", "Try:", "", first_call(shell, url, world["first_call"], authority)]
    return "\n".join([*lines, ""])
