"""`python -m bot` is the `runsheet` command."""

from bot.cli import main

main()
