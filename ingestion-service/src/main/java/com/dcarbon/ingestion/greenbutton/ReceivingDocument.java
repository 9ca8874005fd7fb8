// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import com.dcarbon.ingestion.espi.FeedDocument;
import com.dcarbon.ingestion.espi.ThinDocument;
import com.dcarbon.ingestion.source.SpoolFolder;
import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdOutputStream;

/**
 * Takes a document in while it comes: as it is, but compressed, for the archive; without its plain readings for the two
 * passes. So each byte is looked at once, and few of them go to the disk.
 */
final class ReceivingDocument {
    /** Quicker than writing all of it; the archive compresses better, when there is time. */
    private static final int LEVEL = -3;
    private static final int BUFFER = 1 << 17;

    private ReceivingDocument() {}

    /** Reads it to its end, and notes it with the folder. */
    static FeedDocument receive(String name, InputStream body, SpoolFolder folder) throws IOException {
        Path packed = folder.newFile();
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(packed), BUFFER);
                var copy = new ZstdOutputStream(file, RecyclingBufferPool.INSTANCE, LEVEL);
                var copying = new CopyingStream(body, copy)) {
            ThinDocument document = ThinDocument.of(name, copying, folder.newFile(), folder.newFile());
            folder.receivedPacked(name, packed);
            return document;
        }
    }
}
