// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.espi;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/** Writes Atom feeds and entries; a feed comes piece by piece so that it is never held whole. */
public final class AtomDocument {
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private final String base;
    private final String basePath;

    /**
     * @param base the resource URL that links begin with
     * @param basePath its path: what ids are named after, so that they do not change with the host
     */
    public AtomDocument(String base, String basePath) {
        this.base = base;
        this.basePath = basePath;
    }

    /** A feed, piece by piece; entries are written when their piece is pulled. */
    public Stream<String> feed(String path, String title, Instant updated, Stream<Entry> entries) {
        return Stream.of(Stream.of(head(path, title, updated)), entries.map(this::inFeed), Stream.of("</feed>\n"))
                .flatMap(pieces -> pieces);
    }

    /** A document with that entry alone. */
    public String single(Entry entry) {
        return DECLARATION + written(entry, ATOM);
    }

    private String head(String path, String title, Instant updated) {
        return DECLARATION + new XmlText().open("feed", "xmlns", ATOM)
                .append("\n")
                .leaf("id", NameBasedId.urn(basePath + "/" + path))
                .leaf("title", title)
                .leaf("updated", seconds(updated))
                .empty("link", "rel", "self", "href", base + "/" + path, "type", "espi-feed/" + path.split("/")[0])
                .append("\n");
    }

    private String inFeed(Entry entry) {
        return written(entry, "");
    }

    private String written(Entry entry, String namespace) {
        XmlText xml = new XmlText();
        if (namespace.isEmpty()) {
            xml.open("entry");
        } else {
            xml.open("entry", "xmlns", namespace);
        }
        xml.leaf("id", NameBasedId.urn(basePath + "/" + entry.path()));
        link(xml, "self", entry.path(), "espi-entry/" + entry.resource());
        link(xml, "up", entry.up(), "espi-feed/" + entry.resource());
        entry.related().forEach(related -> link(xml, "related", related.path(), related.type()));
        xml.leaf("title", entry.title())
                .leaf("published", seconds(entry.published()))
                .leaf("updated", seconds(entry.updated()))
                .open("content", "type", "application/xml");
        entry.content().accept(xml);
        return xml.close("content").close("entry").append("\n").toString();
    }

    private void link(XmlText xml, String relation, String path, String type) {
        xml.empty("link", "rel", relation, "href", base + "/" + path, "type", type);
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
