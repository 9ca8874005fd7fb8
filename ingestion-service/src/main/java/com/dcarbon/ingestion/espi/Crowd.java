// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

/**
 * Notices which objects of a document stand behind another one of their kind with nothing between that could belong to
 * that one. What follows two such may belong to either, so that order does not tell to which.
 */
final class Crowd {
    private boolean point;
    private boolean reading;
    private boolean type;

    /** A usage point comes next: true if it stands behind one that has no meter reading yet. */
    boolean usagePoint() {
        boolean crowded = point;
        point = true;
        return crowded;
    }

    /** A meter reading comes next: true if it stands behind one that has no block yet. */
    boolean meterReading() {
        boolean crowded = reading;
        reading = true;
        point = false;
        return crowded;
    }

    /** A reading type comes next: true if it stands behind one that no block has followed. */
    boolean readingType() {
        boolean crowded = type;
        type = true;
        return crowded;
    }

    /** A block comes next. */
    void block() {
        reading = false;
        type = false;
    }
}
