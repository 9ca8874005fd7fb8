// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench.parse;

import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.Unmarshaller;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;

import org.jspecify.annotations.Nullable;

/**
 * The reader that everyone writes first: the JDK's parser goes from block to block, and JAXB makes an object of each. It
 * ties nothing, so it does less than the product's.
 */
final class JaxbReader {
    static final String ESPI = "http://naesb.org/espi";

    private JaxbReader() {}

    /** A block with its readings. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static class IntervalBlock {
        @XmlElement(namespace = ESPI)
        @Nullable
        TimePeriod interval;
        @XmlElement(name = "IntervalReading", namespace = ESPI)
        List<IntervalReading> readings = new ArrayList<>();
    }

    /** A reading. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static class IntervalReading {
        @XmlElement(name = "ReadingQuality", namespace = ESPI)
        List<ReadingQuality> qualities = new ArrayList<>();
        @XmlElement(namespace = ESPI)
        @Nullable
        TimePeriod timePeriod;
        @XmlElement(namespace = ESPI)
        @Nullable
        Long value;
    }

    /** Its quality. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static class ReadingQuality {
        @XmlElement(namespace = ESPI)
        @Nullable
        String quality;
    }

    /** When it was. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static class TimePeriod {
        @XmlElement(namespace = ESPI)
        @Nullable
        Long duration;
        @XmlElement(namespace = ESPI)
        @Nullable
        Long start;
    }

    /** The sum of all values of that file. */
    static long sum(Path file) throws Exception {
        Unmarshaller unmarshaller = JAXBContext.newInstance(IntervalBlock.class).createUnmarshaller();
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        long sum = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            while (reader.hasNext()) {
                boolean block = reader.getEventType() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("IntervalBlock");
                if (block) {
                    sum += sum(unmarshaller.unmarshal(reader, IntervalBlock.class).getValue());
                } else {
                    reader.next();
                }
            }
        }
        return sum;
    }

    private static long sum(IntervalBlock block) {
        long sum = 0;
        for (IntervalReading reading : block.readings) {
            sum += reading.value == null ? 0 : reading.value;
        }
        return sum;
    }
}
