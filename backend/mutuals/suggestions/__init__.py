"""Whom a member may know: ranked, with reasons, dismissed for good."""
