"""Ways to show a reading and to hand it to other programs, and readings back from what was handed out."""
