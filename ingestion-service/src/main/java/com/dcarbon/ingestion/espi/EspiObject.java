// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

/** A small resource of a feed that the first pass keeps. */
sealed interface EspiObject permits UsagePoint, MeterReading, ReadingType {

    /** Its place in the documents: a later one is greater. */
    long position();

    Links links();

    /** By what it is the same where a page or document repeats it: its own path, or else the object. */
    default Object itself() {
        return links().self().<Object>map(path -> path).findFirst().orElse(this);
    }

    /** Whether order does not tell what follows it from what belongs to the one of its kind before it; see {@link Crowd}. */
    boolean crowded();
}
