// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton.espi;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/**
 * A BatchList (ESPI 3.3): the addresses of resources that a custodian notifies of. Real ones are not always well-formed, so
 * what an otherwise sound list names is found in a broken one too.
 */
public final class BatchList {
    private static final String ESPI = "http://naesb.org/espi";
    private static final int MOST = 1_000;
    private static final int LONGEST = 2_048;
    private static final Pattern LIST = Pattern.compile("<(\\w{1,40}:)?BatchList[\\s>]");
    private static final Pattern RESOURCE = Pattern.compile("<(?:\\w{1,40}:)?resources>\\s{0,100}([^<\\s]{1,2048})");

    private BatchList() {}

    /** The addresses as they were written; empty if the document is no such list, or has a document type. */
    public static Optional<List<String>> addresses(byte[] document) {
        try {
            XMLStreamReader reader = EspiXml.reader(new ByteArrayInputStream(document));
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException _) {
            return recovered(new String(document, StandardCharsets.UTF_8));
        }
    }

    private static Optional<List<String>> read(XMLStreamReader reader) throws XMLStreamException {
        List<String> addresses = new ArrayList<>();
        boolean list = false;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                return Optional.empty();
            }
            if (event == XMLStreamConstants.START_ELEMENT && isEspi(reader.getNamespaceURI())) {
                list |= reader.getLocalName().equals("BatchList");
                if (list && reader.getLocalName().equals("resources")) {
                    add(addresses, reader.getElementText().strip());
                }
            }
        }
        return list ? Optional.of(addresses) : Optional.empty();
    }

    private static boolean isEspi(@Nullable String namespace) {
        return namespace == null || namespace.isEmpty() || namespace.equals(ESPI);
    }

    private static Optional<List<String>> recovered(String text) {
        if (text.toLowerCase(Locale.ROOT).contains("<!doctype") || !LIST.matcher(text).find()) {
            return Optional.empty();
        }
        List<String> addresses = new ArrayList<>();
        RESOURCE.matcher(text).results().forEach(found -> add(addresses, found.group(1).replace("&amp;", "&")));
        return addresses.isEmpty() ? Optional.empty() : Optional.of(addresses);
    }

    private static void add(List<String> addresses, String address) {
        if (addresses.size() < MOST && !address.isEmpty() && address.length() <= LONGEST) {
            addresses.add(address);
        }
    }
}
