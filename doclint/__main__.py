"""``python -m doclint``."""

from doclint.cli import run

if __name__ == "__main__":
    run()
