"""Stage 6: statements of several reports become claims, and the links between their tellings."""
