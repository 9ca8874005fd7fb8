// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A document without its plain readings, which are in a file of their own: what the {@link ReadingLane} made of it while
 * it came, so that neither pass has to look at every byte again.
 *
 * @param size how many bytes came
 * @param target the name of the instructions that stand for readings; empty if there are none
 */
public record ThinDocument(String url, long size, Path xml, Path readings, String target) implements FeedDocument {
    private static final int BUFFER = 1 << 16;

    /**
     * Reads it to its end.
     *
     * @param url where it comes from
     * @param xml a new file
     * @param readings a new file
     */
    public static ThinDocument of(String url, InputStream document, Path xml, Path readings) throws IOException {
        var counted = new CountedStream(document);
        Prolog prolog = Prolog.of(counted);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(xml), BUFFER);
                var filed = new ReadingsWriter(readings)) {
            String target = prolog.isAscii() ? thin(new ReadingLane(prolog.document()), out, filed) : "";
            prolog.document().transferTo(out);
            return new ThinDocument(url, counted.count(), xml, readings, target);
        }
    }

    private static String thin(ReadingLane lane, OutputStream out, ReadingsWriter filed) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = lane.read(buffer); count >= 0; count = lane.read(buffer)) {
            out.write(buffer, 0, count);
            filed.write(lane.taken());
        }
        return lane.target();
    }
}
