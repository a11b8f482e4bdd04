"""The ledger under load: adding, linking, searching and proving a world of invented reports (benchmarks.world).

`python -m benchmarks.ledger` is the command; docs/decisions/0013 says what is measured and why.
"""
