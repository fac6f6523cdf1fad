"""An address as a picture for a camera: drawn here, asked of nobody."""

from __future__ import annotations

from dataclasses import dataclass

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET_ZONE = 4
"""White squares around it, as cameras expect them."""


@dataclass(frozen=True)
class Picture:
    """A square of so many squares, and the dark ones among them as one path."""

    size: int
    dark: str


def picture_of(address: str) -> Picture:
    code: QRCode[object] = QRCode(border=QUIET_ZONE, error_correction=ERROR_CORRECT_M)
    code.add_data(address)
    code.make()
    rows = code.get_matrix()
    dark = "".join(
        f"M{across} {down}h1v1h-1z"
        for down, row in enumerate(rows)
        for across, is_dark in enumerate(row)
        if is_dark
    )
    return Picture(size=len(rows), dark=dark)
