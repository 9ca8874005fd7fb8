// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.gap.rules.Asking;
import com.dcarbon.ingestion.gap.rules.Coverage;
import com.dcarbon.ingestion.gap.rules.Hole;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Which gaps were asked for, how often, and which are to be asked for next. */
@Repository
@EnableConfigurationProperties(GapSettings.class)
public class GapLedger {
    private static final int DUE_AT_ONCE = 500;
    private static final String ASKED = """
            select gap.id, gap.meter_id, gap.found_at, gap.start_at, gap.end_at, gap.asked, gap.denied,
                   :nothing and gap.start_at = :start and gap.end_at = :end and not exists (
                        select 1 from meters meter
                          join interval_blocks block on block.meter_id = meter.id
                         cross join lateral unnest(block.values) with ordinality as reading (value, place)
                         where meter.authorization_id = :authorization
                           and block.start_at < :end and block.end_at > :start and reading.value is not null
                           and block.start_at + (reading.place - 1) * make_interval(secs => block.interval_seconds) < :end
                           and block.start_at + reading.place * make_interval(secs => block.interval_seconds) > :start
                       ) as denies
              from interval_gaps gap
             where gap.meter_id in (select id from meters where authorization_id = :authorization)
               and gap.state = 'open' and gap.start_at >= :start and gap.end_at <= :end""";

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Asking asking;
    private final Clock clock;

    GapLedger(DatabaseClient database, JsonMapper json, GapSettings settings, Clock clock) {
        this.database = database;
        this.json = json;
        this.asking = settings.asking();
        this.clock = clock;
    }

    private record Open(UUID id, Asking.Known known) {

        Open once(boolean denied) {
            return new Open(id, new Asking.Known(known.foundAt(), known.end(), known.asked() + 1,
                    known.denied() + (denied ? 1 : 0)));
        }
    }

    private record Asked(UUID id, int asked, int denied, String state, Instant nextAskAt) {}

    /**
     * What a provider has answered.
     *
     * @param start of the period that it was asked for
     * @param end of that
     * @param nothing whether just that period was asked for, and the answer had nothing at all in it: not even a meter
     * @param coverage of which times it says that it has readings, by meter
     */
    public record Answer(Instant start, Instant end, boolean nothing, Map<UUID, Coverage> coverage) {

        private Coverage.Word wordOf(Readable row) {
            UUID meter = Objects.requireNonNull(row.get("meter_id", UUID.class));
            return coverage.getOrDefault(meter, Coverage.UNTOLD).of(hole(row));
        }
    }

    /**
     * The provider has answered for all meters of the authorization and for all of that period; what is still missing
     * there was asked for once more. That the answer had nothing at all in it denies a gap of just that period; not where
     * another series has readings of that time, since then the provider had something and only did not say it. So does a
     * provider that tells of which times it has readings, if it has none of that time; where it says that it has some, what
     * is missing is never declared absent, however often it does not come.
     */
    public Mono<Void> asked(UUID authorizationId, Answer answer) {
        Instant now = clock.instant();
        return database.sql(ASKED)
                .bind("authorization", authorizationId)
                .bind("start", answer.start())
                .bind("end", answer.end())
                .bind("nothing", answer.nothing())
                .map(row -> answered(row, answer.wordOf(row), now))
                .all()
                .collectList()
                .filter(gaps -> !gaps.isEmpty())
                .flatMap(gaps -> note(gaps, now));
    }

    /**
     * Nothing came when something in that period was asked for: it is asked for again as late as if it had, but that counts
     * for no answer, since the provider has not declared anything.
     */
    public Mono<Void> refused(UUID authorizationId, Instant start, Instant end) {
        Instant now = clock.instant();
        return database.sql("""
                select gap.id, gap.found_at, gap.end_at, gap.asked, gap.denied from interval_gaps gap
                 where gap.meter_id in (select id from meters where authorization_id = :authorization)
                   and gap.state = 'open' and gap.start_at < :end and gap.end_at > :start""")
                .bind("authorization", authorizationId)
                .bind("start", start)
                .bind("end", end)
                .map(GapLedger::open)
                .all()
                .map(gap -> noted(gap, "open", now))
                .collectList()
                .filter(gaps -> !gaps.isEmpty())
                .flatMap(gaps -> note(gaps, now));
    }

    private Asked answered(Readable row, Coverage.Word word, Instant now) {
        boolean denies = Boolean.TRUE.equals(row.get("denies", Boolean.class));
        return switch (word) {
            case NOTHING -> noted(open(row).once(denies), now);
            case HAS_NOT -> noted(open(row).once(true), now);
            case HAS -> noted(open(row).once(false), "open", now);
        };
    }

    private static Open open(Readable row) {
        return new Open(uuid(row), new Asking.Known(time(row, "found_at"), time(row, "end_at"), number(row, "asked"),
                number(row, "denied")));
    }

    private Asked noted(Open gap, Instant now) {
        return noted(gap, asking.isDeclaredAbsent(gap.known(), now) ? "declared_absent" : "open", now);
    }

    private Asked noted(Open gap, String state, Instant now) {
        return new Asked(gap.id(), gap.known().asked(), gap.known().denied(), state,
                asking.next(gap.known().foundAt(), now));
    }

    private Mono<Void> note(List<Asked> gaps, Instant now) {
        return database
                .sql("""
                        update interval_gaps gap
                           set asked = noted.asked, denied = noted.denied, last_asked_at = :now, state = noted.state, next_ask_at = noted.next_ask_at
                          from jsonb_to_recordset(:gaps::jsonb) as noted (id uuid, asked integer, denied integer, state text, next_ask_at timestamptz)
                         where gap.id = noted.id""")
                .bind("now", now)
                .bind("gaps", json.writeValueAsString(gaps))
                .then();
    }

    /**
     * The period that the authorization's provider is to be asked for first, because something in it is missing.
     *
     * @return empty if nothing is to be asked for now
     */
    public Mono<Missing> due(UUID authorizationId) {
        return database.sql("""
                select gap.start_at, gap.end_at from interval_gaps gap
                 where gap.meter_id in (select id from meters where authorization_id = :authorization)
                   and gap.state = 'open' and gap.next_ask_at <= :now
                 order by gap.start_at limit :limit""")
                .bind("authorization", authorizationId)
                .bind("now", clock.instant())
                .bind("limit", DUE_AT_ONCE)
                .map(GapLedger::hole)
                .all()
                .collectList()
                .flatMap(gaps -> Mono.justOrEmpty(asking.first(gaps)))
                .map(hole -> new Missing(Instant.ofEpochSecond(hole.start()), Instant.ofEpochSecond(hole.end())));
    }

    /** A period to ask for. */
    public record Missing(Instant start, Instant end) {}

    private static Hole hole(Readable row) {
        return new Hole(time(row, "start_at").getEpochSecond(), time(row, "end_at").getEpochSecond());
    }

    private static UUID uuid(Readable row) {
        return Objects.requireNonNull(row.get("id", UUID.class));
    }

    private static int number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Integer.class));
    }

    private static Instant time(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Instant.class));
    }
}
