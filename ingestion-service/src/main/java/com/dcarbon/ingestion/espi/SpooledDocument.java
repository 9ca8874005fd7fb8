// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document as it came. */
public record SpooledDocument(String url, Path file) implements FeedDocument {

    @Override
    public long size() throws IOException {
        return Files.size(file);
    }
}
