"""`python3 -m bot ...`: make sure that the packages are there, then hand over to the command."""

import sys

from bot import bootstrap

if __name__ == "__main__":
    sys.exit(bootstrap.main(sys.argv[1:]))
