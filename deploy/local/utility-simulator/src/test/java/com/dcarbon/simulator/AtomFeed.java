// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** An Atom document read back by a parser that shares nothing with the writer, for tests. */
public final class AtomFeed {
    public static final String ATOM = "http://www.w3.org/2005/Atom";
    public static final String ESPI = "http://naesb.org/espi";
    public static final String CUSTOMER = "http://naesb.org/espi/customer";

    private final Document document;

    private AtomFeed(Document document) {
        this.document = document;
    }

    public static AtomFeed parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new AtomFeed(factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml))));
        } catch (Exception e) {
            throw new AssertionError("not well-formed: " + xml.substring(0, Math.min(200, xml.length())), e);
        }
    }

    public Element root() {
        return document.getDocumentElement();
    }

    /** The payloads of that kind. */
    public List<Element> payloads(String namespace, String name) {
        return elements(root(), namespace, name).stream()
                .filter(element -> "content".equals(element.getParentNode().getLocalName()))
                .toList();
    }

    public static List<Element> elements(Element parent, String namespace, String name) {
        List<Element> found = new ArrayList<>();
        var nodes = parent.getElementsByTagNameNS(namespace, name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    public static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** The text of the first descendant of that name. */
    public static String text(Element parent, String name) {
        return Optional.ofNullable(parent.getElementsByTagNameNS("*", name).item(0))
                .map(Node::getTextContent)
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    /** The href of a payload's entry link of that relation. */
    public static String link(Element payload, String relation) {
        Element entry = (Element) payload.getParentNode().getParentNode();
        return elements(entry, ATOM, "link").stream()
                .filter(link -> link.getAttribute("rel").equals(relation))
                .map(link -> link.getAttribute("href"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no link " + relation));
    }
}
