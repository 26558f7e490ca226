"""Brink simulates how an international crisis climbs, or leaves, an escalation ladder."""
