"""What two members have in common."""
