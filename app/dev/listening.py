"""A page that listens: what the site answers, with the listener put in on the way out."""

END_OF_HEAD = b"</head>"
PLAIN = (b"accept-encoding", b"range", b"if-none-match", b"if-range")
OTHERS = (b"content-length", b"etag", b"accept-ranges")


def plainly(scope):
    """The request, so that its answer is a whole page that can be written into."""
    return scope | {"headers": [header for header in scope["headers"] if header[0] not in PLAIN]}


def listening(send, tag):
    """Send on what is said; a page goes out at its end, with the tag in its head."""
    start, page = None, b""

    async def sent(message):
        nonlocal start, page
        if message["type"] == "http.response.start" and (b"content-type", b"text/html; charset=utf-8") in message["headers"]:
            start = message
        elif not start:
            await send(message)
        else:
            page += message.get("body", b"")
            if not message.get("more_body"):
                whole = page.replace(END_OF_HEAD, tag + END_OF_HEAD, 1)
                kept = [header for header in start["headers"] if header[0] not in OTHERS]
                await send(start | {"headers": [*kept, (b"content-length", b"%d" % len(whole))]})
                await send({"type": "http.response.body", "body": whole})

    return sent
