// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.UnsupportedEncodingException;

import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;

import org.jspecify.annotations.Nullable;

import com.ctc.wstx.exc.WstxIOException;

/** Says what is wrong with a document, and where, without a word of its content. */
final class XmlFault {
    private XmlFault() {}

    /**
     * Of one that does not even begin as XML does.
     *
     * @throws IOException if it could not be read, which is no fault of the document
     */
    static MalformedFeedException atTheBeginning(XMLStreamException e) throws IOException {
        throwTrouble(e);
        Location place = e.getLocation();
        return place == null
                ? new MalformedFeedException("it is no XML, or its encoding is none that is known")
                : at("it is not well-formed XML", place, 0);
    }

    /**
     * @param reached how far the parser has come
     * @param linesTaken how many lines went past the parser before
     * @throws IOException if it could not be read, which is no fault of the document
     */
    static MalformedFeedException of(XMLStreamException e, Location reached, int linesTaken) throws IOException {
        throwTrouble(e);
        @Nullable
        Location told = e.getLocation();
        return at(e.getCause() instanceof CharConversionException
                ? "it has bytes that are not of its encoding"
                : "it is not well-formed XML", told == null ? reached : told, linesTaken);
    }

    private static MalformedFeedException at(String what, Location place, int linesTaken) {
        return new MalformedFeedException("%s (line %d, column %d)".formatted(what, place.getLineNumber() + linesTaken,
                place.getColumnNumber()));
    }

    private static void throwTrouble(XMLStreamException e) throws IOException {
        boolean encoding = e.getCause() instanceof CharConversionException
                || e.getCause() instanceof UnsupportedEncodingException;
        if (e instanceof WstxIOException && e.getCause() instanceof IOException cause && !encoding) {
            throw cause;
        }
    }
}
