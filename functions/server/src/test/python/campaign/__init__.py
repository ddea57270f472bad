"""Campaigns against a running server, from outside; see CONTRIBUTING.md."""
