#!/bin/sh
# Sees to a headless Chromium for the journeys: the system's, Debian's own, or Playwright's.
set -eu

programs=$1

for candidate in chromium chromium-browser google-chrome; do
    if command -v "$candidate" >/dev/null 2>&1; then
        exit 0
    fi
done

if [ "$(id -u)" = 0 ] && [ -e /etc/debian_version ]; then
    echo "Installing Debian's chromium ..."
    if apt-get update -qq </dev/null &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            chromium </dev/null >/dev/null &&
        command -v chromium >/dev/null 2>&1; then
        exit 0
    fi
    # Ubuntu answers to the same name and has it only as a snap.
    echo "apt-get could not; trying Playwright's ..."
    "$programs/playwright" install --with-deps chromium </dev/null
    exit 0
fi

echo "Installing Playwright's Chromium ..."
"$programs/playwright" install chromium </dev/null
