"""Mutuals: a professional-networking backend on Neo4j."""
