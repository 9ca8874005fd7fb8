// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Where sealed documents lie; knows nothing of what is in them. */
interface PayloadStore {
    /** In how many parts one can look over it. */
    int SHELVES = 256;

    /** What was written is there once the stream is closed, and not before. */
    OutputStream write(UUID payload) throws IOException;

    InputStream read(UUID payload) throws IOException;

    /** How many bytes it has. */
    long size(UUID payload) throws IOException;

    /** Those of that part that were written longer ago; what was not written to its end before that is removed. */
    List<UUID> older(int shelf, Duration age) throws IOException;

    /** Nothing happens if it is not there. */
    void delete(UUID payload) throws IOException;
}
