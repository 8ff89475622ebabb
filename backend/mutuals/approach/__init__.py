"""The way from second to first degree: the plan a good networker would make."""
