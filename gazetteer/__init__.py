"""Makes the table of places that ships in the wheel."""
