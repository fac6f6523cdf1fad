"""`python -m holdspace`: the same as the `holdspace` command."""

import sys

from holdspace.server.cli import main

if __name__ == "__main__":
    sys.exit(main())
