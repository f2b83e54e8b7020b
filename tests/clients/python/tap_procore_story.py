"""tap-procore of PyPI, whose hosts are written into it, run as its users run it: a JSON line per record on standard output.

With `once`, one authenticator serves all streams. The published version makes a new one at every call, each of which uses
the first refresh token again: that has been good for one call since refresh tokens can be used once.

usage: python singer_story.py once|published --config FILE
"""

import sys

from tap_procore import streams, tap

if sys.argv.pop(1) == "once":
    made = {}
    each = streams.ProcoreStream.authenticator.fget
    streams.ProcoreStream.authenticator = property(lambda stream: made.setdefault("one", made.get("one") or each(stream)))

tap.cli()
