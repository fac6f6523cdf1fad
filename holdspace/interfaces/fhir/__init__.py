"""FHIR R4 as it goes over the wire: each file reads or writes one kind of resource."""
