"""Feeds made for tests, of invented outlets."""

from __future__ import annotations

import json
from html import escape

LONG = "The minister of Karsk said that talks had begun. " * 60
ENTRY = (
    "<title>Talks &amp; tea</title><link>{link}</link><guid>g1</guid><pubDate>Sat, 01 Jun 2019 01:35:42 +0200</pubDate>"
)


def rss(*items: str, channel: str = "<title>Dornhal Post</title><language>en-gb</language>") -> str:
    """An RSS 2.0 feed of items as given inside <item>."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"'
    return f'<?xml version="1.0"?>\n<rss version="2.0" {spaces}><channel>{channel}{inside}</channel></rss>'


def item(link: str = "https://post.example/talks", more: str = "") -> str:
    """One item of an RSS feed."""
    return ENTRY.format(link=escape(link)) + more


def content(markup: str) -> str:
    """The full text of an item."""
    return f"<content:encoded>{escape(markup)}</content:encoded>"


ATOM = """<?xml version="1.0"?>
<!-- made by hand --><feed xmlns="http://www.w3.org/2005/Atom"><title>Karsk Daily</title>
<entry><title>Bridge</title><id>tag:karsk,1</id><link href="https://karsk.example/bridge"/>
<updated>2022-04-25T23:30:00-05:00</updated><author><name>Ana Lind</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The mayor said so.</p>
<p>Others did not.</p></div></content>
</entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="x"><title>Old News</title></channel>
<item rdf:about="https://old.example/1"><title>One</title><link>https://old.example/1</link>
<description>A spokesman said no.</description></item></rdf:RDF>"""

JSON_FEED = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "Modern Times", "language": "en",
    "items": [
        {"id": "1", "url": "https://modern.example/1", "title": "One", "date_published": "2022-04-25T23:30:00-05:00",
         "content_html": "<p>She said <b>yes</b>.</p>", "summary": "Yes.", "authors": [{"name": "Ana Lind"}]},
        {"id": "2", "content_text": "He said no & left.", "author": {"name": "desk@modern.example"}},
        {"id": "3", "title": "No words"}, "no item",
    ],
})  # fmt: skip
