"""Ways to show a reading: JSON, a self-contained page, the terminal, and rows for data frames."""
