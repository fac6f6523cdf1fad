"""`python -m holdspace.replay scenario.yaml`."""

import sys

from holdspace.replay import main

sys.exit(main())
