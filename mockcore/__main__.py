"""`python -m mockcore` is the command `mockcore`."""

from mockcore.cli import main

if __name__ == "__main__":
    main()
