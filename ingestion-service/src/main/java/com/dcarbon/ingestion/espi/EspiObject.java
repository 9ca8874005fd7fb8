// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

/** A small resource of a feed that the first pass keeps. */
sealed interface EspiObject permits UsagePoint, MeterReading, ReadingType {

    /** Its place in the documents: a later one is greater. */
    long position();

    Links links();

    /** Whether order does not tell what follows it from what belongs to the one of its kind before it; see {@link Crowd}. */
    boolean crowded();
}
