// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton.espi;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/** An Authorization resource (ESPI 3.3), bare or in an Atom entry. */
public final class AuthorizationDocument {
    private static final int DEEPEST = 64;
    private static final Set<String> READ = Set.of("authorization/status", "authorizedperiod/start",
            "authorizedperiod/duration");

    private final Map<String, Long> numbers = new HashMap<>();
    private int authorizations;

    private AuthorizationDocument() {}

    /**
     * What it says.
     *
     * @param status AuthorizationStatus
     * @param period null if it does not say
     */
    public record Facts(int status, @Nullable AuthorizedPeriod period) {}

    /** Empty if the document is none, says no status, or holds several authorizations. */
    public static Optional<Facts> read(String document) {
        try {
            XMLStreamReader reader = EspiXml.reader(new StringReader(document));
            try {
                var read = new AuthorizationDocument();
                read.collect(reader);
                return read.facts();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException _) {
            return Optional.empty();
        }
    }

    private Optional<Facts> facts() {
        Long status = numbers.get("authorization/status");
        Long start = numbers.get("authorizedperiod/start");
        return authorizations != 1 || status == null || status > 9999
                ? Optional.empty()
                : Optional.of(new Facts(status.intValue(), start == null
                        ? null
                        : AuthorizedPeriod.of(start, numbers.get("authorizedperiod/duration"))));
    }

    private void collect(XMLStreamReader reader) throws XMLStreamException {
        Deque<String> open = new ArrayDeque<>();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw new XMLStreamException("a document type");
                case XMLStreamConstants.START_ELEMENT -> {
                    String name = reader.getLocalName().toLowerCase(Locale.ROOT);
                    String path = open.peek() + "/" + name;
                    if (READ.contains(path)) {
                        number(reader.getElementText()).ifPresent(value -> numbers.put(path, value));
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
    }

    private static void push(Deque<String> open, String name) throws XMLStreamException {
        open.push(name);
        if (open.size() > DEEPEST) {
            throw new XMLStreamException("too deep");
        }
    }

    private static Optional<Long> number(String text) {
        return Optional.of(text.strip()).filter(digits -> digits.matches("\\d{1,18}")).map(Long::valueOf);
    }
}
