"""Jobs by hand: each is one command of `foia` that is no answer. Imports late, like main.py."""
