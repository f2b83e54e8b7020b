#!/bin/sh
# Runs the tests that say whether mockcore works at all (start, clients, plugin, flows) with the oldest versions that
# pyproject.toml admits (requirements/lowest.lock), and with the newest on every other Python that this machine has.
# What is not here is left out, and said. BIN: commands of the environment of `make test`. JOBS: environments at once.
set -eu
BIN=${BIN:-.venv/bin}
JOBS=${JOBS:-2}
OLDEST_MINOR=11
NEWEST_MINOR=14
PLUGIN=tests/testing/test_plugin.py
TESTS="$PLUGIN::test_the_fixture_gives_a_server_that_is_new_for_each_test
    $PLUGIN::test_each_process_of_xdist_has_a_server_of_its_own
    $PLUGIN::test_the_fixture_serves_every_style_of_test[order0]
    $PLUGIN::test_a_server_can_be_had_without_pytest
    tests/testing/test_clients.py tests/testing/test_running.py tests/testing/test_server_thread.py tests/testing/test_transport.py
    tests/flows/test_workers.py::test_journal_metrics_and_contract_are_those_of_all_workers tests/flows/test_stories.py
    tests/web/test_certificate.py tests/web/test_form_encodings.py tests/web/test_uvicorn_internals.py tests/web/test_unreadable.py
    tests/verbs/test_exports.py tests/verbs/test_pdf_pages.py"

find_python() { # minor version
    for python in "$(command -v "python3.$1" || true)" "$HOME"/.pyenv/versions/3."$1".*/bin/python; do
        if [ -x "$python" ] && "$python" -c "import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, $1))" 2>/dev/null; then
            echo "$python"
            return 0
        fi
    done
    return 1
}

run_one() { # name, python, lock
    folder=.venv-everywhere/$1
    contents=$(cat pyproject.toml "$3" | cksum)
    if [ "$(cat "$folder/.installed" 2>/dev/null)" != "$contents" ]; then
        rm -rf "$folder"
        "$2" -m venv "$folder"
        "$folder/bin/python" -m pip install --quiet --disable-pip-version-check -c "$3" -e '.[pytest]' pytest-xdist
        echo "$contents" > "$folder/.installed"
    fi
    # Old libraries warn of what newer ones of them do no more: only mockcore's own warnings are errors there.
    warnings=error
    [ "$3" = requirements/lowest.lock ] && warnings=error:::mockcore
    # From 3.13 on, Python warns of every database that a test leaves to the garbage collector.
    # shellcheck disable=SC2086 - a list of files
    MOCKCORE_CACHE=$PWD/$folder/cache "$folder/bin/python" -m pytest -q -p no:cacheprovider -o "filterwarnings=$warnings" \
        -W "ignore:unclosed database:ResourceWarning" $TESTS > "$folder/output" 2>&1 && outcome=passed || outcome=FAILED
    [ $outcome = passed ] || cat "$folder/output"
    echo "$1 on $("$2" --version): $outcome, $(tail -1 "$folder/output")"
    [ $outcome = passed ]
}

if [ "${1:-}" = one ]; then
    run_one "$2" "$3" "$4"
    exit
fi

own=$("$BIN/python" -c 'import sys; print(sys.version_info[1])')
rows=
minor=$OLDEST_MINOR
while [ "$minor" -le "$NEWEST_MINOR" ]; do
    if ! python=$(find_python "$minor"); then
        echo "Did not run on Python 3.$minor: it is not installed."
    elif [ "$minor" != "$own" ]; then
        rows="$rows newest-3.$minor $python requirements/ci.lock"
    fi
    if [ "$minor" = "$OLDEST_MINOR" ]; then
        if [ -n "$python" ]; then
            rows="$rows lowest $python requirements/lowest.lock"
        else
            echo "Did not run with the oldest versions: they need Python 3.$OLDEST_MINOR."
        fi
    fi
    minor=$((minor + 1))
done
# shellcheck disable=SC2086 - words, three for each environment
[ -z "$rows" ] || printf '%s\n' $rows | xargs -n 3 -P "$JOBS" sh "$0" one
