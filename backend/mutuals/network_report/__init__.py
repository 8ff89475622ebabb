"""Whether a member's network is any good."""
