"""What the words of a page and of a query are: terms, stems, stop words, and how a query reads."""
