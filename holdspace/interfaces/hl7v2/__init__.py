"""HL7 version 2 on the wire: frames, segments, moments, acknowledgements. Knows no monitor."""
