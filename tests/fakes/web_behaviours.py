"""How a web server may misbehave, for `WebServer.on`."""

import asyncio
import socket
import struct

from tests.fakes.web_server import head


async def drip(writer: asyncio.StreamWriter) -> None:
    """A body that comes one byte after the other and never ends."""
    writer.write(head(200, {"Content-Type": "text/html"}))
    while not writer.is_closing():
        writer.write(b".")
        await writer.drain()
        await asyncio.sleep(0)


async def drip_header(writer: asyncio.StreamWriter) -> None:
    """A header that never ends, slowly."""
    writer.write(b"HTTP/1.1 200 Told\r\nX-Slow: ")
    while not writer.is_closing():
        writer.write(b".")
        await writer.drain()
        await asyncio.sleep(0)


async def silence(writer: asyncio.StreamWriter) -> None:
    """No answer at all, and no end of the connection."""
    await asyncio.Event().wait()


async def endless(writer: asyncio.StreamWriter) -> None:
    """A body that comes fast and never ends."""
    writer.write(head(200, {"Content-Type": "text/html"}))
    while not writer.is_closing():
        writer.write(b"." * 65536)
        await writer.drain()


async def endless_header(writer: asyncio.StreamWriter) -> None:
    """A header that comes fast and never ends."""
    writer.write(b"HTTP/1.1 200 Told\r\n")
    while not writer.is_closing():
        writer.write(b"X-More: " + b"." * 1000 + b"\r\n")
        await writer.drain()


async def broken_off(writer: asyncio.StreamWriter) -> None:
    """Half of the body that was promised."""
    writer.write(head(200, {"Content-Length": "100"}) + b"." * 50)


async def reset(writer: asyncio.StreamWriter) -> None:
    """The connection is thrown away without an answer."""
    linger = struct.pack("ii", 1, 0)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    writer.transport.abort()


async def nonsense(writer: asyncio.StreamWriter) -> None:
    """What is no HTTP."""
    writer.write(b"220 mail.example ESMTP\r\n")
