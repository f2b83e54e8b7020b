"""A real browser steered through a pipe by its own protocol, with JavaScript switched off unless a test wants it."""

import base64
import json
import os
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

_KEYS = {
    "Tab": ("Tab", 9, ""),
    "Enter": ("Enter", 13, "\r"),
    "ArrowDown": ("ArrowDown", 40, ""),
    " ": ("Space", 32, " "),
}


class Browser:
    """One page of Chromium. Ends with the block."""

    def __init__(self, profile: Path, *, scripts: bool = False, strangers: str = "") -> None:
        """``strangers`` is a pattern of host names that lead to this machine, as a stranger's name server would let them."""
        self._profile, self._scripts, self._strangers = profile, scripts, strangers
        self._last = 0
        self._unread = b""
        self._picture = b""

    def __enter__(self) -> "Browser":
        inner_read, self._write = os.pipe()
        self._read, inner_write = os.pipe()
        options = "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --remote-debugging-pipe"
        # The browser listens at descriptor 3 and answers at 4.
        if self._strangers:
            options += f' --host-resolver-rules="MAP {self._strangers} 127.0.0.1"'
        command = f'exec chromium {options} --user-data-dir="$1" about:blank 3<&{inner_read} 4>&{inner_write}'
        self._process = subprocess.Popen(
            ["bash", "-c", command, "chromium", str(self._profile)],
            pass_fds=(inner_read, inner_write),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(inner_read)
        os.close(inner_write)
        page = self._tell("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._tell("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        self._tell("Page.enable")
        self._tell("Emulation.setScriptExecutionDisabled", value=not self._scripts)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait(20)
        os.close(self._write)
        os.close(self._read)

    def open(self, url: str) -> None:
        """Goes to an address and waits until the page is there."""
        self._tell("Page.navigate", url=url)
        while self._message().get("method") != "Page.loadEventFired":
            pass
        self._picture = self._shot()

    def run(self, script: str) -> Any:
        """What a script of the page comes to, once its promise is fulfilled."""
        result = self._tell("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def resize(self, width: int, height: int) -> None:
        """Makes the page as wide and high as a screen, in CSS pixels."""
        self._tell("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def press(self, key: str) -> None:
        """One key, as a hand would press it."""
        code, number, text = _KEYS[key]
        told = {"key": key, "code": code, "windowsVirtualKeyCode": number}
        self._tell("Input.dispatchKeyEvent", type="keyDown", text=text, **told)
        self._tell("Input.dispatchKeyEvent", type="keyUp", **told)

    def changed(self) -> bool:
        """Whether the page looks different from the last time that this was asked."""
        before, self._picture = self._picture, self._shot()
        return before != self._picture

    def _shot(self) -> bytes:
        return base64.b64decode(self._tell("Page.captureScreenshot")["data"])

    def _tell(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._last += 1
        message: dict[str, Any] = {"id": self._last, "method": method, "params": parameters}
        if hasattr(self, "_session"):
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._message()
            if answer.get("id") == self._last:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._unread:
            part = os.read(self._read, 1_000_000)
            assert part, "the browser has ended"
            self._unread += part
        message, _, self._unread = self._unread.partition(b"\0")
        told: dict[str, Any] = json.loads(message)
        return told
