"""Monitors that name what they measure by IEEE 11073 (MDC) codes, as IHE PCD-01 asks."""
