"""What answers are made of, whatever asks and whatever shows them: values, dates and counts."""
