"""Check that the migrations make exactly the tables in code; exit 1 and say the difference."""

import sys

from sqlalchemy import create_engine

from bot.store import migrations

if __name__ == "__main__":
    engine = create_engine("sqlite://")
    migrations.upgrade(engine)
    found = migrations.differences(engine)
    for difference in found:
        sys.stderr.write(f"migrations differ from tables: {difference}\n")
    sys.exit(1 if found else 0)
