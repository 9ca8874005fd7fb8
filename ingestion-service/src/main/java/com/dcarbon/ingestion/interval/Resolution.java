// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;

/** How intervals are shown: one by one, or summed over periods of the meter's local time. */
enum Resolution {
    RAW("", ""),
    /** Aligned with the local day, so that the hour that a clock change repeats is two. */
    HOUR("date_bin(interval '1 hour', start_at, timestamp '2000-01-01' at time zone :zone)",
            "bucket + interval '1 hour'"),
    DAY("date_trunc('day', start_at, :zone)",
            "((bucket at time zone :zone) + interval '1 day') at time zone :zone"),
    MONTH("date_trunc('month', start_at, :zone)",
            "((bucket at time zone :zone) + interval '1 month') at time zone :zone");

    private final String bucket;
    private final String bucketEnd;

    Resolution(String bucket, String bucketEnd) {
        this.bucket = bucket;
        this.bucketEnd = bucketEnd;
    }

    /** SQL for the beginning of the period that an interval's {@code start_at} lies in. */
    String bucket() {
        return bucket;
    }

    /** SQL for the end of the period that begins at {@code bucket}. */
    String bucketEnd() {
        return bucketEnd;
    }

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Resolution> of(String wire) {
        return Arrays.stream(values()).filter(resolution -> resolution.wire().equals(wire)).findFirst();
    }
}
