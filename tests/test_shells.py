"""What is printed for a shell, in the syntax of that shell."""

import shutil
import subprocess
from pathlib import Path, PureWindowsPath

import pytest
from shellingham import ShellDetectionFailure

from mockcore.shells import Shell, calling_shell, first_call, quoted, trust

NAMES = ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS", "CURL_CA_BUNDLE"]
WINDOWS_FILE = PureWindowsPath(r"C:\Users\O'Hara & Sons\mockcore\ca.pem")
CREDENTIALS = {"client_id": "own", "client_secret": "a&b c", "company_id": 7}
URL = "http://127.0.0.1:8080"


@pytest.mark.parametrize(
    ("program", "shell"),
    [("bash", "sh"), ("zsh", "sh"), ("fish", "fish"), ("pwsh", "powershell"), ("powershell", "powershell"), ("cmd", "cmd")],
)
def test_the_shell_that_calls_says_the_syntax(program: str, shell: str) -> None:
    assert calling_shell("win32", lambda: (program, f"/bin/{program}")) is Shell(shell)


def test_where_nobody_knows_it_is_one_that_every_such_system_has() -> None:
    def nowhere() -> tuple[str, str]:
        raise ShellDetectionFailure

    shells = [calling_shell(platform, nowhere) for platform in ("linux", "darwin", "win32")]
    assert shells == [Shell.SH, Shell.SH, Shell.POWERSHELL]


@pytest.mark.parametrize("shell", ["sh", "fish"])
def test_a_shell_that_runs_the_lines_has_the_variables(tmp_path: Path, shell: str) -> None:
    program = shutil.which(shell)
    file = tmp_path / r"it's \here\ & there" / "ca.pem"
    lines = trust(Shell(shell), file)
    if program is None:
        assert [line.split()[2] for line in lines] == NAMES
        return
    script = "\n".join([*lines, *(f"printenv {name}" for name in NAMES)])
    done = subprocess.run([program, "-c", script], capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout.splitlines() == [str(file)] * 4


def test_powershell_and_cmd_set_every_variable() -> None:
    assert trust(Shell.POWERSHELL, WINDOWS_FILE) == [
        rf"$env:{name} = 'C:\Users\O''Hara & Sons\mockcore\ca.pem'" for name in NAMES
    ]
    assert trust(Shell.CMD, WINDOWS_FILE) == [f'set "{name}={WINDOWS_FILE}"' for name in NAMES]


def test_a_text_is_one_word_in_each_syntax() -> None:
    assert [quoted(shell, "it's") for shell in Shell] == ["'it'\"'\"'s'", r"'it\'s'", "'it''s'", '"it\'s"']


def test_the_first_call_of_windows_is_made_by_its_curl() -> None:
    powershell = first_call(Shell.POWERSHELL, URL, CREDENTIALS, None, "win32")
    assert powershell == (
        f"$token = (curl.exe -s {URL}/oauth/token -d 'grant_type=client_credentials&client_id=own&client_secret=a%26b+c'"
        f" | ConvertFrom-Json).access_token; curl.exe -s '{URL}/rest/v1.0/projects?company_id=7'"
        ' -H "Authorization: Bearer $token" -H "Procore-Company-Id: 7"'
    )
    command = first_call(Shell.CMD, URL, CREDENTIALS, None, "win32")
    assert command == (
        f'for /f %t in (\'mockcore token --url {URL} --client-id "own" --client-secret "a&b c"\')'
        f' do @curl.exe -s "{URL}/rest/v1.0/projects?company_id=7" -H "Authorization: Bearer %t" -H "Procore-Company-Id: 7"'
    )


def test_the_first_call_trusts_the_authority() -> None:
    windows = first_call(Shell.POWERSHELL, URL, None, Path("ca.pem"), "win32")
    assert windows == f"curl.exe -s --cacert 'ca.pem' --ssl-no-revoke {URL}/_mockcore/health"
    assert first_call(Shell.SH, URL, None, Path("ca.pem"), "linux") == f"curl -s --cacert ca.pem {URL}/_mockcore/health"
