"""Django's commands, as the owner of the tables: `python manage.py makemigrations`."""

import sys

from holdspace.server.cli import main

if __name__ == "__main__":
    sys.exit(main(["manage", *sys.argv[1:]]))
