#!/bin/sh
# Runs pytest on what this machine can run; what it cannot is left out and said in one line.
# MOCKCORE_REQUIRE_ALL=1 (set by .ci/run): leave nothing out, fail instead.
# BIN: folder of the virtual environment's commands. JOBS: processes. Further arguments go to pytest.
set -eu
BIN=${BIN:-.venv/bin}
JOBS=${JOBS:-2}
CLIENTS=tests/clients
absent="not sweep"
reasons=

leave_out() { # marker, reason
    if [ "${MOCKCORE_REQUIRE_ALL:-}" = 1 ]; then
        echo "MOCKCORE_REQUIRE_ALL is set, but $2" >&2
        exit 1
    fi
    absent="$absent and not $1"
    reasons="${reasons:+$reasons; }$1 checks ($2)"
}

install_clients() {
    stamp=$CLIENTS/node_modules/.installed
    if [ -e "$stamp" ] && cmp -s "$stamp" $CLIENTS/package-lock.json; then return 0; fi
    echo "Installing the npm packages of $CLIENTS (once)"
    (cd $CLIENTS && npm ci --no-audit --no-fund --loglevel=error) && cp $CLIENTS/package-lock.json "$stamp"
}

# Folders of their own: what a client needs must not decide what mockcore runs with.
install_python_clients() {
    for list in $CLIENTS/python/*.txt; do
        folder=$CLIENTS/python_modules/$(basename "$list" .txt)
        stamp=$folder/.installed
        if [ -e "$stamp" ] && cmp -s "$stamp" "$list"; then continue; fi
        echo "Installing the Python packages of $list (once)"
        rm -rf "$folder"
        # Two of them name Python versions that they need not: their stories are told with this one.
        "$BIN/python" -m pip install --quiet --disable-pip-version-check --no-deps --ignore-requires-python \
            --target "$folder" -r "$list" || return 1
        cp "$list" "$stamp"
    done
}

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    leave_out node "node or npm is not installed"
elif ! install_clients; then
    leave_out node "npm ci failed in $CLIENTS"
fi
if ! install_python_clients; then
    leave_out pypi "pip install failed for $CLIENTS/python"
fi
if ! command -v chromium >/dev/null 2>&1; then
    leave_out browser "chromium is not installed"
fi
if ! command -v javac >/dev/null 2>&1; then
    leave_out java "no JDK is installed"
fi
if ! command -v ruby >/dev/null 2>&1; then
    leave_out ruby "ruby is not installed"
fi
if ! command -v mcs >/dev/null 2>&1 || ! command -v mono >/dev/null 2>&1; then
    leave_out mono "mono or its compiler mcs is not installed"
fi

# Once, and not in each process.
"$BIN/python" scripts/docs_site.py --stale >/dev/null

status=0
"$BIN/pytest" -n "$JOBS" -m "$absent" "$@" || status=$?
if [ -n "$reasons" ]; then
    echo "Did not run: $reasons."
fi
exit $status
