"""Zstandard: a packed file -> its bytes, within a cap that is checked while it is unpacked."""

from collections.abc import Iterator

from worthsaving.errors import UnreadableFile

MARK = b"\x28\xb5\x2f\xfd"
"""How a packed file begins."""

_PIECE = 1 << 20
_DAMAGED = "This packed file is damaged or was cut off while downloading. Download it again."


def unpacked(data: bytes) -> Iterator[bytes]:
    """Yield the bytes in a packed file, piece by piece. Raises UnreadableFile where it is damaged."""
    import pyarrow as pa

    try:
        with pa.CompressedInputStream(pa.BufferReader(data), "zstd") as stream:
            while piece := stream.read(_PIECE):
                yield piece
    except OSError as error:
        raise UnreadableFile(_DAMAGED) from error
