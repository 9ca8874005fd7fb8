// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton.espi;

import java.io.InputStream;
import java.io.Reader;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Readers of short ESPI documents: no document type, no entity of the document's own, nothing from elsewhere. */
final class EspiXml {
    private static final XMLInputFactory FACTORY = factory();

    private EspiXml() {}

    static XMLStreamReader reader(Reader document) throws XMLStreamException {
        return FACTORY.createXMLStreamReader(document);
    }

    static XMLStreamReader reader(InputStream document) throws XMLStreamException {
        return FACTORY.createXMLStreamReader(document);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((_, _, _, _) -> {
            throw new XMLStreamException("nothing is read from elsewhere");
        });
        return factory;
    }
}
