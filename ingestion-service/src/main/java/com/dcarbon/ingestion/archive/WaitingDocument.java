// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import com.github.luben.zstd.ZstdInputStream;

/**
 * A document in a batch of the inbox.
 *
 * @param isPacked whether the file is compressed by zstd, as its name then tells
 */
record WaitingDocument(Path file, boolean isPacked) {
    private static final String PACKED = ".zst";

    /** The one of that number, as it lies there. */
    static WaitingDocument in(Path folder, int place) {
        Path packed = place(folder, place, true);
        return Files.exists(packed)
                ? new WaitingDocument(packed, true)
                : new WaitingDocument(place(folder, place, false), false);
    }

    /** Where one of that number has to lie. */
    static Path place(Path folder, int place, boolean isPacked) {
        return folder.resolve(place + (isPacked ? PACKED : ""));
    }

    /** As the provider sent it. */
    InputStream open() throws IOException {
        InputStream in = Files.newInputStream(file);
        return isPacked ? new ZstdInputStream(in) : in;
    }
}
