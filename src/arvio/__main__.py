"""python -m arvio, for when the command is not on the path."""

from arvio.cli import main

if __name__ == "__main__":
    main()
