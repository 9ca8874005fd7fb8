// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxLazyException;
import com.ctc.wstx.stax.WstxInputFactory;

/**
 * Goes through the elements of one document. Refuses a document type declaration, and with it every entity of the
 * document's own; limits depth, attributes and the text that is kept.
 */
final class XmlCursor implements AutoCloseable {
    /** The name of a child that stands for readings which came past the parser; no element can have it. */
    static final String READINGS = "?readings";

    private static final int MAX_DEPTH = 64;
    private static final int MAX_ATTRIBUTES = 64;
    private static final int MAX_ATTRIBUTE_CHARS = 16_384;
    private static final int MAX_TEXT_CHARS = 16_384;
    private static final int MAX_NAMES = 10_000;
    private static final XMLInputFactory FACTORY = factory();
    private static final Name READINGS_NAME = new Name("", READINGS);

    private final XMLStreamReader reader;
    private final @Nullable PastReadings past;
    private final Namespaces namespaces = new Namespaces();
    private final Map<String, Name> names = new HashMap<>();
    private Name name = new Name("", "");
    private int depth;
    private int waiting;
    private int linesTaken;

    private record Name(String prefix, String local) {

        static Name of(String qualified) {
            int colon = qualified.indexOf(':');
            String local = qualified.substring(colon + 1).toLowerCase(Locale.ROOT);
            return new Name(colon < 0 ? "" : qualified.substring(0, colon), local);
        }
    }

    /** With the fast lane for readings wherever the document's encoding allows it. */
    XmlCursor(InputStream in) throws IOException, MalformedFeedException {
        this(in, true);
    }

    XmlCursor(InputStream in, boolean fast) throws IOException, MalformedFeedException {
        try {
            Prolog prolog = Prolog.of(in);
            ReadingLane lane = fast && prolog.isAscii() ? new ReadingLane(prolog.document()) : null;
            past = lane;
            reader = FACTORY.createXMLStreamReader(lane == null ? prolog.document() : lane);
        } catch (XMLStreamException e) {
            throw XmlFault.atTheBeginning(e);
        }
    }

    /**
     * Of a document from which readings were taken out before.
     *
     * @param in from its first tag on
     */
    XmlCursor(InputStream in, PastReadings past) throws IOException, MalformedFeedException {
        try {
            this.past = past;
            this.reader = FACTORY.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            throw XmlFault.atTheBeginning(e);
        }
    }

    private static XMLInputFactory factory() {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MAX_ATTRIBUTE_CHARS);
        return factory;
    }

    /** How deep the present element is: 1 for the root. */
    int depth() {
        return depth;
    }

    /** Its local name in lower case, because utilities differ in that. */
    String local() {
        return name.local();
    }

    /** In which line of the document the present element begins, from 1. */
    int line() {
        return reader.getLocation().getLineNumber() + linesTaken;
    }

    Space space() {
        return namespaces.of(name.prefix());
    }

    /** Whether its prefix is that of another vocabulary. */
    boolean isForeign() {
        return !name.prefix().isEmpty() && space() == Space.OTHER;
    }

    boolean is(Space space, String local) {
        return name.local().equals(local) && space().mayBe(space);
    }

    @Nullable
    String attribute(String attribute) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equalsIgnoreCase(attribute)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Goes to the root. */
    void root() throws IOException, MalformedFeedException {
        nextChild(0);
    }

    /**
     * Goes to the next child of the element that is at that depth, over whatever is left of the child before.
     *
     * @return false once the element has ended
     */
    boolean nextChild(int parentDepth) throws IOException, MalformedFeedException {
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT && depth == parentDepth + 1) {
                return true;
            }
            if (event == XMLStreamConstants.PROCESSING_INSTRUCTION && waiting > 0 && depth == parentDepth) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT && depth < parentDepth) {
                return false;
            }
            if (event == XMLStreamConstants.END_DOCUMENT) {
                return false;
            }
        }
    }

    /** How many readings the present child {@link #READINGS} stands for; they have to be taken now. */
    int readings() {
        int count = waiting;
        waiting = 0;
        return count;
    }

    /** The next so many readings that came past the parser. */
    TakenReadings taken(int count) throws IOException {
        return Objects.requireNonNull(past).take(count);
    }

    /** The text of the present element without surrounding blanks; ends the element. */
    String text() throws IOException, MalformedFeedException {
        int outside = depth - 1;
        var text = new StringBuilder();
        for (int event = next(); depth > outside; event = next()) {
            boolean isText = event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
            if (isText && text.length() < MAX_TEXT_CHARS) {
                text.append(readText());
            }
        }
        return text.toString().strip();
    }

    /** The parser reads texts late, and tells what is wrong in them only then. */
    private String readText() throws IOException, MalformedFeedException {
        try {
            return reader.getText();
        } catch (WstxLazyException e) {
            if (e.getCause() instanceof XMLStreamException malformed) {
                throw malformed(malformed);
            }
            throw e;
        }
    }

    /** Reads to the very end, so that a document that is cut off or followed by rubbish is noticed. */
    void finish() throws IOException, MalformedFeedException {
        int event = next();
        while (event != XMLStreamConstants.END_DOCUMENT) {
            event = next();
        }
    }

    private int next() throws IOException, MalformedFeedException {
        if (waiting > 0) {
            Objects.requireNonNull(past).skip(readings());
        }
        try {
            if (!reader.hasNext()) {
                return XMLStreamConstants.END_DOCUMENT;
            }
            int event = reader.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> enter();
                case XMLStreamConstants.END_ELEMENT -> namespaces.leave(depth--);
                case XMLStreamConstants.PROCESSING_INSTRUCTION -> instruction();
                case XMLStreamConstants.DTD -> throw new MalformedFeedException(
                        "it has a document type declaration, which is refused");
                default -> {
                    // text and comments: the caller decides
                }
            }
            return event;
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    private void instruction() {
        if (past != null && past.target().equals(reader.getPITarget())) {
            String[] content = reader.getPIData().split(" ");
            waiting = Integer.parseInt(content[0]);
            linesTaken += Integer.parseInt(content[1]);
            name = READINGS_NAME;
        }
    }

    private void enter() throws MalformedFeedException {
        depth++;
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String attribute = reader.getAttributeLocalName(i);
            known(attribute);
            if (attribute.startsWith("xmlns")) {
                int colon = attribute.indexOf(':');
                namespaces.declare(depth, colon < 0 ? "" : attribute.substring(colon + 1), reader.getAttributeValue(i));
            }
        }
        name = known(reader.getLocalName());
        if (depth == 1) {
            namespaces.assumeRoot(name.prefix());
        }
    }

    /** The parser keeps every name it has seen, so a document may not bring any number of them. */
    private Name known(String qualified) throws MalformedFeedException {
        Name known = names.get(qualified);
        if (known == null) {
            if (names.size() >= MAX_NAMES) {
                throw new MalformedFeedException("it has more than " + MAX_NAMES + " different names");
            }
            known = Name.of(qualified);
            names.put(qualified, known);
        }
        return known;
    }

    private MalformedFeedException malformed(XMLStreamException e) throws IOException {
        return XmlFault.of(e, reader.getLocation(), linesTaken);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (XMLStreamException e) {
            // nothing is lost: all was read
        }
    }
}
