"""Comen's monitors: MDC codes beside a code system of their own, 99COMEN."""
