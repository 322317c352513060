"""Writing: a change that a person asked for, validated, recorded, and able to be taken back."""
