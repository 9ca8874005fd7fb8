// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.IOException;

/** Readings that come past the parser, in the order of the instructions that stand in their places. */
interface PastReadings {

    /** The name of those instructions; their content is the number of readings and of the lines they had. */
    String target();

    /** The next so many, each to be taken before anything else is asked. */
    TakenReadings take(int count) throws IOException;

    /** Passes over the next so many. */
    void skip(int count) throws IOException;
}
