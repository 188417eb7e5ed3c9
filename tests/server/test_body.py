"""Finished bytes and what is said of them."""

from app.server.body import Body

TEXT = b"one small step downhill, " * 400


def test_a_body_that_is_compressed_again_tells_its_new_length():
    body = Body(TEXT, "text/plain", "tag", [])
    lengths = []
    for effort in (0, 11):
        data = body.compress(effort).packed["br"]
        lengths.append((dict(body.head("br", data))[b"content-length"], b"%d" % len(data)))
    assert all(told == true for told, true in lengths) and lengths[0] != lengths[1]
