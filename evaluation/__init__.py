"""Quality: scorers on public and own gold, floors under what was reached, and the gate that holds them."""
