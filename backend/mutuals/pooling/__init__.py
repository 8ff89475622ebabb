"""Unconfirmed members: read by who imported them, and by the pool that shares its imports."""
