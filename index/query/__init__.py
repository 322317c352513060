"""From a person's words to ranked pages and quotes; the same for every engine."""
