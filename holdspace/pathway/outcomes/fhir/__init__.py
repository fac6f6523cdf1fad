"""The tables of an export as FHIR R4 (4.0.1): the same facts under the same made-up numbers.

It reads rows of `export_tables` and nothing else, so it can tell no more than they do.
"""
