// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;

import org.w3c.dom.Element;

/**
 * What RFC 4287 demands of a feed and of an entry, and what NAESB's Atom schema demands beyond it: {@code published},
 * and at least two links in an entry, each with a type. Only {@code author} is missing, as in the feeds of utilities.
 */
final class AtomFrame {
    private AtomFrame() {}

    /** The document is a feed or an entry, each with all that it needs, and every payload is an ESPI resource. */
    static void isWhole(AtomFeed document) {
        Element root = document.root();
        assertThat(root.getNamespaceURI()).isEqualTo(AtomFeed.ATOM);
        if (root.getLocalName().equals("entry")) {
            checkEntry(root);
            return;
        }
        assertThat(root.getLocalName()).isEqualTo("feed");
        checkHead(root);
        List<Element> entries = AtomFeed.elements(root, AtomFeed.ATOM, "entry");
        assertThat(entries)
                .extracting(entry -> only(entry, "id").getTextContent() + only(entry, "updated").getTextContent())
                .doesNotHaveDuplicates();
        entries.forEach(AtomFrame::checkEntry);
    }

    private static void checkEntry(Element entry) {
        checkHead(entry);
        OffsetDateTime.parse(only(entry, "published").getTextContent());
        List<Element> links = named(entry, "link");
        assertThat(links).extracting(link -> link.getAttribute("rel")).containsOnlyOnce("self", "up");
        assertThat(links)
                .allSatisfy(link -> assertThat(link.getAttribute("type")).matches("espi-(entry|feed)/[A-Za-z]+"))
                .extracting(link -> link.getAttribute("rel") + link.getAttribute("href"))
                .doesNotHaveDuplicates();
        Element content = only(entry, "content");
        assertThat(content.getAttribute("type")).isEqualTo("application/xml");
        assertThat(AtomFeed.children(content)).hasSize(1).allSatisfy(EspiSchema::isKeptBy);
    }

    private static void checkHead(Element parent) {
        assertThat(only(parent, "id").getTextContent()).matches("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(only(parent, "title").getTextContent()).isNotBlank();
        OffsetDateTime.parse(only(parent, "updated").getTextContent());
        assertThat(named(parent, "link")).extracting(link -> link.getAttribute("rel")).contains("self");
    }

    private static Element only(Element parent, String name) {
        List<Element> found = named(parent, name);
        assertThat(found).as(name + " in " + parent.getLocalName()).hasSize(1);
        return found.getFirst();
    }

    private static List<Element> named(Element parent, String name) {
        return AtomFeed.children(parent)
                .stream()
                .filter(child -> AtomFeed.ATOM.equals(child.getNamespaceURI()) && child.getLocalName().equals(name))
                .toList();
    }
}
