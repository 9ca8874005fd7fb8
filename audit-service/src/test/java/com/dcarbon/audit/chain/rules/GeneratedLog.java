// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.audit.chain.rules.ChainEntry.Personal;

/** A year of a busy platform's log, chained as the service does it, as CSV for COPY: the same each time. */
public final class GeneratedLog {
    public static final String ENTRIES = """
            copy audit_entries (id, day, number, event_type, occurred_at, user_id, facility_id, authorization_id, details,
                recorded_at, personal_digest, hash) from stdin (format csv)""";
    public static final String PERSONAL = "copy audit_personal (entry_id, salt, ip_address, details) from stdin (format csv)";
    private static final Instant BEGINNING = Instant.parse("2025-11-20T00:00:00Z");
    private static final Duration LENGTH = Duration.ofDays(365);
    private static final long SEED = 77;
    private static final int FACILITIES = 10_000;
    private static final int USERS = 5_000;

    private final int entries;
    private final List<ChainDay> days = new ArrayList<>();

    public GeneratedLog(int entries) {
        this.entries = entries;
    }

    /** One entry after the other, as {@link #ENTRIES} takes them; then {@link #days} knows the chains. */
    public void writeEntries(OutputStream out) throws IOException {
        days.clear();
        String last = ChainDay.NOTHING;
        LocalDate day = null;
        String root = last;
        long number = 0;
        for (int n = 0; n < entries; n++) {
            Drawn drawn = drawn(n);
            LocalDate arrival = LocalDate.ofInstant(drawn.at(), ZoneOffset.UTC);
            if (day != null && !arrival.equals(day)) {
                days.add(new ChainDay(day, root, number, last, drawn.at(), 0, null));
                root = last;
                number = 0;
            }
            day = arrival;
            ChainEntry entry = drawn.entry(day, ++number, "");
            last = entry.hashAfter(last);
            out.write(line(entry, last).getBytes(UTF_8));
        }
        if (day != null) {
            days.add(new ChainDay(day, root, number, last, null, 0, null));
        }
    }

    /** What stands aside of persons, as {@link #PERSONAL} takes it. */
    public void writePersonal(OutputStream out) throws IOException {
        for (int n = 0; n < entries; n++) {
            Drawn drawn = drawn(n);
            Personal personal = drawn.personal();
            if (personal != null) {
                out.write("%s,\\x%s,%s,%s\n".formatted(drawn.id(), personal.salt(), text(personal.ipAddress()),
                        quoted(personal.details())).getBytes(UTF_8));
            }
        }
    }

    /** The chains, the last of which is open. */
    public List<ChainDay> days() {
        return days;
    }

    private record Drawn(UUID id, String type, Instant at, String user, UUID facility, String details,
            @Nullable Personal personal) {

        ChainEntry entry(LocalDate day, long number, String hash) {
            return new ChainEntry(day, number, id, type, at, user, facility, facility, details, at,
                    personal == null ? null : personal.digest(), hash, personal);
        }
    }

    private Drawn drawn(int n) {
        var random = new SplittableRandom(SEED + n);
        double kind = random.nextDouble();
        boolean bySystem = kind >= 0.40 && kind < 0.90;
        Instant at = BEGINNING.plusMillis(LENGTH.toMillis() * n / entries);
        var id = new UUID(at.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000), 1L << 63 | n);
        var facility = UUID.fromString("f0000000-0000-7000-8000-%012d".formatted(n * 104_729L % FACILITIES));
        String address = bySystem ? null : n % 3 == 0 ? "203.0.113.9" : "198.51.100." + n % 250;
        String said = n % 50 == 0 ? "{\"email\":\"person-%d@example.com\"}".formatted(n / 50) : "{}";
        return new Drawn(id, type(kind), at,
                bySystem ? "system:ingestion-service" : "user-" + n * 7_919L % USERS, facility,
                "{\"text\":\"import number %d\",\"meters\":%d}".formatted(n, n % 5),
                address == null && n % 50 != 0 ? null : new Personal(salt(random), address, said));
    }

    private static String type(double kind) {
        if (kind < 0.40) {
            return "interval_data_accessed";
        }
        if (kind < 0.65) {
            return "interval_data_imported";
        }
        if (kind < 0.90) {
            return "scheduled_sync";
        }
        if (kind < 0.96) {
            return kind < 0.94 ? "authorization_viewed" : "data_exported";
        }
        return kind < 0.985 ? "authorization_created" : "authorization_revoked";
    }

    private static String salt(SplittableRandom random) {
        byte[] salt = new byte[32];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    private static String line(ChainEntry entry, String hash) {
        return entry.id() + "," + entry.day() + "," + entry.number() + "," + entry.eventType() + ","
                + entry.occurredAt() + "," + entry.userId() + "," + entry.facilityId() + ","
                + entry.authorizationId() + "," + quoted(entry.details()) + "," + entry.recordedAt() + ","
                + (entry.personalDigest() == null ? "" : "\\x" + entry.personalDigest()) + ",\\x" + hash + "\n";
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String quoted(String json) {
        return '"' + json.replace("\"", "\"\"") + '"';
    }
}
