// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

import com.dcarbon.audit.chain.rules.ChainDay;
import com.dcarbon.audit.chain.rules.ChainEntry;
import com.dcarbon.audit.chain.rules.ChainEntry.Personal;
import com.dcarbon.audit.chain.rules.DroppedEntry;
import com.dcarbon.audit.chain.rules.Place;

import io.r2dbc.spi.Readable;

/** Rows of the chain's tables. */
final class ChainRows {
    static final String DAY = """
            d.day, encode(d.previous_root, 'hex') as previous_root, d.entries, encode(d.head, 'hex') as head, d.closed_at,
            d.dropped, d.dropped_at""";
    static final String ENTRY = """
            e.day, e.number, e.id, e.event_type, e.occurred_at, e.user_id, e.facility_id, e.authorization_id, e.details,
            e.recorded_at, encode(e.personal_digest, 'hex') as personal_digest, encode(e.hash, 'hex') as hash,
            encode(p.salt, 'hex') as salt, p.ip_address, p.details as personal""";
    /** The same columns of what was dropped. */
    static final String DROPPED = """
            x.day, x.number, x.entry_id, null, null::timestamptz, null, null::uuid, null::uuid, null, null::timestamptz, null,
            encode(x.hash, 'hex'), null, null, null""";

    private ChainRows() {}

    static ChainDay day(Readable row) {
        return new ChainDay(required(row, "day", LocalDate.class), required(row, "previous_root", String.class),
                required(row, "entries", Long.class), required(row, "head", String.class),
                row.get("closed_at", Instant.class), required(row, "dropped", Long.class),
                row.get("dropped_at", Instant.class));
    }

    static Place place(Readable row) {
        return row.get("event_type", String.class) == null
                ? new DroppedEntry(required(row, "number", Long.class), required(row, "id", UUID.class),
                        required(row, "hash", String.class))
                : entry(row);
    }

    private static ChainEntry entry(Readable row) {
        String salt = row.get("salt", String.class);
        return new ChainEntry(required(row, "day", LocalDate.class), required(row, "number", Long.class),
                required(row, "id", UUID.class), required(row, "event_type", String.class),
                required(row, "occurred_at", Instant.class), required(row, "user_id", String.class),
                row.get("facility_id", UUID.class), row.get("authorization_id", UUID.class),
                required(row, "details", String.class), required(row, "recorded_at", Instant.class),
                row.get("personal_digest", String.class), required(row, "hash", String.class),
                salt == null
                        ? null
                        : new Personal(salt, row.get("ip_address", String.class),
                                required(row, "personal", String.class)));
    }

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }
}
