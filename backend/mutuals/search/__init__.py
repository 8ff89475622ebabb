"""Finds members, companies, schools, groups and events by what is written of them."""
