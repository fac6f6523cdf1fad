"""Mindray's vital-signs monitors, which speak MDC codes and say who they are in MSH-3."""
