"""Devices that post FHIR over HTTP: their tokens, the door that takes a body, what it becomes."""
