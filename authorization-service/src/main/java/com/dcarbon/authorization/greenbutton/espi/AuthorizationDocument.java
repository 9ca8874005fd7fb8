// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton.espi;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An Authorization resource (ESPI 3.3), bare or in an Atom entry. */
public final class AuthorizationDocument {
    private static final int DEEPEST = 64;

    private AuthorizationDocument() {}

    /** Its {@code status}; empty if the document is none, says none, or holds several authorizations. */
    public static Optional<Integer> status(String document) {
        try {
            XMLStreamReader reader = EspiXml.reader(new StringReader(document));
            try {
                return status(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException _) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> status(XMLStreamReader reader) throws XMLStreamException {
        Deque<String> open = new ArrayDeque<>();
        Optional<Integer> status = Optional.empty();
        int authorizations = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw new XMLStreamException("a document type");
                case XMLStreamConstants.START_ELEMENT -> {
                    String name = reader.getLocalName().toLowerCase(Locale.ROOT);
                    if (name.equals("status") && "authorization".equals(open.peek())) {
                        status = number(reader.getElementText());
                        continue;
                    }
                    authorizations += name.equals("authorization") ? 1 : 0;
                    push(open, name);
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                default -> {
                }
            }
        }
        return authorizations == 1 ? status : Optional.empty();
    }

    private static void push(Deque<String> open, String name) throws XMLStreamException {
        open.push(name);
        if (open.size() > DEEPEST) {
            throw new XMLStreamException("too deep");
        }
    }

    private static Optional<Integer> number(String text) {
        return Optional.of(text.strip()).filter(digits -> digits.matches("\\d{1,4}")).map(Integer::valueOf);
    }
}
