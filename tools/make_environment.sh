#!/bin/sh
# Makes a virtual environment with the newest Python this project is tested on.
set -eu

environment=$1

works() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1
}

if [ -x "$environment/bin/python" ] && works "$environment/bin/python" &&
    "$environment/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi

found=""
for candidate in python3.13 python3.12 python3.11 python3 python; do
    # Run, not only looked up: a version manager's shim may stand for a version that is not there.
    if works "$candidate"; then
        found=$candidate
        break
    fi
done
if [ -z "$found" ]; then
    echo "Holdspace needs Python 3.11, 3.12 or 3.13, and none was found." >&2
    exit 1
fi

if ! "$found" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    version=$("$found" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing python$version-venv ..."
        apt-get update -qq </dev/null
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "python$version-venv" </dev/null >/dev/null
    else
        echo "This Python cannot make environments. Install the package python$version-venv." >&2
        exit 1
    fi
fi

echo "Making $environment with $("$found" --version) ..."
rm -rf "$environment"
"$found" -m venv "$environment"
