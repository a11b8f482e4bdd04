"""What comes with the package: the demonstration report."""
