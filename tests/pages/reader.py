"""Somebody who follows a page from its top: a folder, a shell whose variables stay, a Python session, and servers.

Ports of this machine that a page names are free ones here, the same one each time. Nothing else of a block is changed.
"""

import contextlib
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

from mockcore.web.certificate import authority_file
from tests.conftest import START_SECONDS, environment, stop
from tests.pages.blocks import ROOT, Block

SHELL = ("bash", "-euo", "pipefail", "-c")
CLIENTS = ROOT / "tests" / "clients"
COMMANDS = Path(sys.executable).parent
# What a reader has: a browser that opens an address, here without a window; .NET, here its predecessor.
STAND_INS = {
    "open": 'exec curl -s -o /dev/null "$1"',
    "dotnet": "mcs -langversion:latest -r:System.Net.Http.dll -out:program.exe Program.cs && exec mono program.exe",
}
SERVE = re.compile(r"^(?:[\w.]+/)*mockcore serve\b.*$", re.MULTILINE)
_PORT = re.compile(r"((?:127\.0\.0\.1|localhost)(?::|\", )|--port |PORT=)(\d+)\b")
_UNCOPIED = shutil.ignore_patterns(".*", "__pycache__", "node_modules", "python_modules", "dist", "venv")


class Reader:
    """Follows one page in ``folder``; ``close`` ends what it has started."""

    def __init__(self, folder: Path, *, checkout: bool = False) -> None:
        self.desk = folder / "desk"
        self.ports: dict[str, int] = {}
        self.servers: dict[int, subprocess.Popen[str]] = {}
        self.output = ""
        self._around = folder
        self._environment = folder / "environment"
        self._variables = environment()
        self.names: dict[str, Any] = {"URL": self.here("http://127.0.0.1:8080"), "CA": str(authority_file())}
        self._settle(checkout)

    def _settle(self, checkout: bool) -> None:
        """The folder of the reader, and the variables of the first shell."""
        if checkout:
            shutil.copytree(ROOT, self.desk, ignore=_UNCOPIED)
            # What pip would fetch is installed already: it builds and installs mockcore itself, without the network.
            libraries = next(path for path in sys.path if path.endswith("site-packages"))
            self._variables |= {"PYTHONPATH": libraries, "PIP_NO_BUILD_ISOLATION": "0", "PIP_NO_INDEX": "1"}
        else:
            self.desk.mkdir()
        stand_ins = self._around / "bin"
        stand_ins.mkdir()
        for name, text in STAND_INS.items():
            (stand_ins / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
            (stand_ins / name).chmod(0o755)
        # curl fails where a server refuses, so that a block does.
        (self._around / ".curlrc").write_text("fail-with-body\nshow-error\n", encoding="utf-8")
        (self.desk / ".env").write_text(f"MOCKCORE_PORT={self._port('8080')}\n", encoding="utf-8")
        (self.desk / "node_modules").symlink_to(CLIENTS / "node_modules")
        path = os.pathsep.join([str(stand_ins), str(COMMANDS), str(CLIENTS / "node_modules" / ".bin"), os.environ["PATH"]])
        self._variables |= {"PATH": path, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}

    def here(self, text: str) -> str:
        """The text with the ports of this reader."""
        return _PORT.sub(lambda match: match[1] + str(self._port(match[2])), text)

    def _port(self, written: str) -> int:
        if written not in self.ports:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                self.ports[written] = probe.getsockname()[1]
        return self.ports[written]

    def follow(self, block: Block) -> None:
        """Do what the block says. Raises: AssertionError where that fails."""
        act = {"run": self._run, "file": self._write, "output": self._compare}.get(block.fate)
        if act is not None:
            act(block)

    def _run(self, block: Block) -> None:
        if block.language == "python":
            self._python(block)
        else:
            self._shell(block)

    def _python(self, block: Block) -> None:
        # Line numbers in a traceback are those of the page.
        source = "\n" * (block.line - 1) + self.here(block.text)
        if str(self.desk) not in sys.path:
            sys.path.insert(0, str(self.desk))
        with contextlib.redirect_stdout(io.StringIO()) as output, contextlib.chdir(self.desk):
            exec(compile(source, str(block.page), "exec"), self.names)
        self.output = output.getvalue()

    def _shell(self, block: Block) -> None:
        text = self.here(block.text)
        self.output = ""
        servers = SERVE.findall(text)
        for number, commands in enumerate(SERVE.split(text)):
            if commands.strip():
                self._commands(block, commands)
            if number < len(servers):
                self.serve(servers[number])

    def _commands(self, block: Block, commands: str) -> None:
        # A block whose answer is a refusal shows it on purpose.
        settings = self.desk if block.note == "refused" else self._around
        script = (
            f"set -a\n{self._restore()}CURL_HOME={settings}\n{commands}\nPWD_OF_PAGE=$PWD; export -p > {self._environment}\n"
        )
        done = subprocess.run(
            [*SHELL, script], cwd=self.desk, env=self._variables, capture_output=True, text=True, timeout=180, check=False
        )
        self.output += done.stdout
        assert done.returncode == 0, (
            f"{block}: ended with {done.returncode}\n{commands}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
        )

    def _restore(self) -> str:
        """What makes a shell continue where the one before it has ended."""
        return f'. {self._environment}; cd "$PWD_OF_PAGE"\n' if self._environment.exists() else ""

    def serve(self, command: str) -> None:
        """Start a server as a block says, in the place of one on the same port, and wait until it listens."""
        words = command.partition("#")[0].strip().removesuffix("&")
        named = re.search(r"--port (\d+)", words)
        port = int(named[1]) if named else self._port("8080")
        if port in self.servers:
            stop(self.servers.pop(port))
        log = self._around / f"server-{port}"
        with log.open("w") as output:
            process = subprocess.Popen(
                [*SHELL, f"{self._restore()}exec {words}"],
                cwd=self.desk,
                env=self._variables,
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                text=True,
            )
        self.servers[port] = process
        if "--tls" in words:
            self.names["URL"] = self.names["URL"].replace("http:", "https:")
        deadline = time.monotonic() + START_SECONDS
        while "Health" not in log.read_text():
            assert process.poll() is None, f"{words}: {log.read_text()}"
            assert time.monotonic() < deadline, f"{words}: {log.read_text()}"
            time.sleep(0.05)

    def _write(self, block: Block) -> None:
        file = self.desk / block.file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.here(block.text), encoding="utf-8")

    def _compare(self, block: Block) -> None:
        if block.language == "json":
            shown, printed = json.loads(block.text), json.loads(self.output)
            assert contains(printed, shown), f"{block}: printed was {self.output[:2000]}"
        else:
            pattern = ".*".join(map(re.escape, self.here(block.text).strip().split("…")))
            assert re.search(pattern, self.output, re.DOTALL), f"{block}: printed was\n{self.output[-3000:]}"

    def close(self) -> None:
        """End servers and clients."""
        for value in self.names.values():
            if isinstance(value, httpx.Client):
                value.close()
        for process in self.servers.values():
            stop(process)
        if str(self.desk) in sys.path:
            sys.path.remove(str(self.desk))
        for name in [name for name, module in sys.modules.items() if str(self.desk) in str(getattr(module, "__file__", ""))]:
            del sys.modules[name]


def contains(printed: Any, shown: Any) -> bool:
    """Whether a JSON value has at least what is shown of it: fields of objects, rows of lists in their order."""
    if isinstance(shown, dict):
        return isinstance(printed, dict) and all(name in printed and contains(printed[name], shown[name]) for name in shown)
    if isinstance(shown, list):
        rows = iter(printed if isinstance(printed, list) else [])
        return all(any(contains(row, fields) for row in rows) for fields in shown)
    return bool(printed == shown)
