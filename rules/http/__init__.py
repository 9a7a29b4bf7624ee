"""Requests, responses and their prose."""
