// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench.parse;

import java.nio.file.Path;

/** What both readers make of a file, for tests. */
public final class ParseSums {
    private ParseSums() {}

    public static long product(Path file) throws Exception {
        return FeedReading.sum(file);
    }

    public static long jaxb(Path file) throws Exception {
        return JaxbReader.sum(file);
    }
}
