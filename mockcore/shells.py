"""How shells set variables and make a first call: what the command prints is for the shell from which it was called."""

import shlex
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import PurePath
from typing import Any
from urllib.parse import urlencode

from mockcore.platforms import WINDOWS


class Shell(StrEnum):
    """A syntax; ``sh`` is that of bash and zsh too."""

    SH = "sh"
    FISH = "fish"
    POWERSHELL = "powershell"
    CMD = "cmd"


# By the names of their programs; the others are like sh.
_PROGRAMS = {"fish": Shell.FISH, "powershell": Shell.POWERSHELL, "pwsh": Shell.POWERSHELL, "cmd": Shell.CMD}
_TRUSTING = (("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"), ("NODE_EXTRA_CA_CERTS", "CURL_CA_BUNDLE"))
_ACCESS_TOKEN = r"""sed 's/.*"access_token" *: *"\([^"]*\)".*/\1/'"""


def calling_shell(platform: str = sys.platform, detect: Callable[[], tuple[str, str]] | None = None) -> Shell:
    """The shell whose command this process is; one that every such system has where that cannot be known."""
    from shellingham import ShellDetectionFailure, detect_shell  # noqa: PLC0415 - few commands ask

    try:
        return _PROGRAMS.get((detect or detect_shell)()[0], Shell.SH)
    except ShellDetectionFailure:
        return Shell.POWERSHELL if platform == WINDOWS else Shell.SH


def quoted(shell: Shell, text: str) -> str:
    """A text as one word."""
    if shell is Shell.CMD:
        return f'"{text}"'
    if shell is Shell.POWERSHELL:
        return "'{}'".format(text.replace("'", "''"))
    if shell is Shell.FISH:
        return "'{}'".format(text.replace("\\", "\\\\").replace("'", "\\'"))
    return shlex.quote(text)


def trust(shell: Shell, authority: PurePath) -> list[str]:
    """The lines that make clients which are started from the shell trust an authority's certificate in a file."""
    file = quoted(shell, str(authority))
    if shell is Shell.SH:
        return [f"export {first}={file} {second}={file}" for first, second in _TRUSTING]
    line = {
        Shell.FISH: f"set -gx {{}} {file}",
        Shell.POWERSHELL: f"$env:{{}} = {file}",
        Shell.CMD: f'set "{{}}={authority}"',
    }[shell]
    return [line.replace("{}", name) for pair in _TRUSTING for name in pair]


def first_call(
    shell: Shell, url: str, credentials: Mapping[str, Any] | None, authority: PurePath | None, platform: str = sys.platform
) -> str:
    """A line that signs in and lists projects; without credentials, it asks whether the server answers."""
    curl = _curl(shell, authority, platform)
    if credentials is None:
        return f"{curl} {url}/_mockcore/health"
    company = credentials["company_id"]
    secrets = {name: str(credentials[name]) for name in ("client_id", "client_secret")}
    form = quoted(shell, urlencode({"grant_type": "client_credentials", **secrets}))
    login = f"{curl} {url}/oauth/token -d {form}"
    projects = f"{curl} {quoted(shell, f'{url}/rest/v1.0/projects?company_id={company}')}"
    headers = f'-H "Authorization: Bearer {{}}" -H "Procore-Company-Id: {company}"'
    if shell is Shell.POWERSHELL:
        return f"$token = ({login} | ConvertFrom-Json).access_token; {projects} {headers.replace('{}', '$token')}"
    if shell is Shell.CMD:
        options = " ".join(f"--{name.replace('_', '-')} {quoted(shell, value)}" for name, value in secrets.items())
        return f"for /f %t in ('mockcore token --url {url} {options}') do @{projects} {headers.replace('{}', '%t')}"
    assignment = f"set TOKEN ({login} | {_ACCESS_TOKEN})" if shell is Shell.FISH else f"TOKEN=$({login} | {_ACCESS_TOKEN})"
    return f"{assignment}; {projects} {headers.replace('{}', '$TOKEN')}"


def _curl(shell: Shell, authority: PurePath | None, platform: str) -> str:
    # In PowerShell of Windows curl is something else; and curl there looks for lists of revocations, which we have none of.
    program = "curl.exe -s" if platform == WINDOWS else "curl -s"
    if authority is None:
        return program
    return f"{program} --cacert {quoted(shell, str(authority))}{' --ssl-no-revoke' if platform == WINDOWS else ''}"
