"""Speed and memory beside a known peer, measured in one run."""
