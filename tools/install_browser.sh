#!/bin/sh
# Sees to a headless Chromium for the journeys: the system's, Debian's own, or Playwright's; and on
# Debian to its shell without a window, which most tests take (tests/chromium.py).
set -eu

programs=$1

on_debian() {
    [ "$(id -u)" = 0 ] && [ -e /etc/debian_version ]
}

install_debs() {
    apt-get update -qq </dev/null &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            "$@" </dev/null >/dev/null
}

# Spares time and no more: without it the tests take the whole browser.
see_to_the_shell() {
    if command -v chromium-headless-shell >/dev/null 2>&1 || ! on_debian; then
        return 0
    fi
    echo "Installing Debian's chromium-headless-shell ..."
    install_debs chromium-headless-shell 2>/dev/null || echo "There is none; chromium will do."
}

for candidate in chromium chromium-browser google-chrome; do
    if command -v "$candidate" >/dev/null 2>&1; then
        if [ "$candidate" = chromium ]; then
            see_to_the_shell
        fi
        exit 0
    fi
done

if on_debian; then
    echo "Installing Debian's chromium ..."
    if install_debs chromium && command -v chromium >/dev/null 2>&1; then
        see_to_the_shell
        exit 0
    fi
    # Ubuntu answers to the same name and has it only as a snap.
    echo "apt-get could not; trying Playwright's ..."
    "$programs/playwright" install --with-deps chromium </dev/null
    exit 0
fi

echo "Installing Playwright's Chromium ..."
"$programs/playwright" install chromium </dev/null
