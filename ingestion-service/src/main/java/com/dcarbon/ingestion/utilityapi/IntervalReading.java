// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.line.StopFetching;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.MeterData;
import com.dcarbon.ingestion.utilityapi.rules.Months;
import com.dcarbon.ingestion.utilityapi.rules.Span;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Reads the intervals of some meters: one meter and month at a time, with all pages; smaller periods where that is too
 * much. UtilityAPI hands out whole objects, and only such that lie within the period asked for: each period reaches a
 * little beyond the month, and where more than a day of what there is has not come all the same, because it lies in an
 * object that is longer than that, the meter is asked for without a period.
 */
final class IntervalReading {
    private static final int LARGEST_TOTAL = 4;
    /** An object of a day that the period cuts lies within what is asked for. */
    private static final Duration AROUND = Duration.ofDays(1);

    private final UtilityApiClient client;
    private final Stops stops;
    private final Documents documents;
    private final Errand errand;
    private final List<ApiMeter> meters;
    private final TakenIntervals taken;
    private long bytes;

    /** @param taken takes the readings of these meters */
    IntervalReading(UtilityApiClient client, Stops stops, Documents documents, Errand errand, List<ApiMeter> meters,
            TakenIntervals taken) {
        this.client = client;
        this.stops = stops;
        this.documents = documents;
        this.errand = errand;
        this.meters = meters;
        this.taken = taken;
    }

    /** What is still to be asked of one meter. */
    private sealed interface Part {
        /** @param period null: all there is */
        record Period(@Nullable Span period) implements Part {}

        record Page(URI address, @Nullable Span of) implements Part {}
    }

    Mono<MeterData> run() {
        return Flux.range(0, meters.size())
                .concatMap(this::meter, 1)
                .then(Mono.fromCallable(taken::data));
    }

    private Mono<Void> meter(int index) {
        Deque<Part> parts = new ArrayDeque<>();
        bytes = 0;
        Months.windows(errand.wanted(), errand.profile().timeZone())
                .forEach(window -> parts.addLast(new Part.Period(window)));
        String uid = meters.get(index).uid();
        return ask(uid, parts).then(Mono.defer(() -> {
            if (!isAskedAgain(index)) {
                return Mono.empty();
            }
            parts.addLast(new Part.Period(null));
            return ask(uid, parts);
        }));
    }

    /** What comes again and again has been read whole before: there, only nothing at all is suspicious. */
    private boolean isAskedAgain(int index) {
        MeterTally told = taken.of(index);
        boolean thorough = errand.request().order().kind() != ImportKind.INCREMENTAL || told.isEmpty();
        return thorough && told.misses(meters.get(index).state().coverage(), errand.wanted());
    }

    private Mono<Void> ask(String uid, Deque<Part> parts) {
        return nextOf(uid, parts).expand(done -> nextOf(uid, parts)).then();
    }

    private Mono<Part> nextOf(String uid, Deque<Part> parts) {
        return Mono.defer(() -> {
            Part part = parts.pollFirst();
            return part == null ? Mono.<Part>empty() : fetch(uid, part, parts).thenReturn(part);
        });
    }

    private Mono<Void> fetch(String uid, Part part, Deque<Part> parts) {
        Path file = errand.folder().newFile();
        URI address = address(uid, part);
        return Mono.defer(() -> client.getIntervals(errand.profile(), documents.checked(address), file))
                .publishOn(Schedulers.boundedElastic())
                .flatMap(outcome -> switch (outcome) {
                    case ProviderOutcome.Succeeded<ApiAnswer>(ApiAnswer.Document _) -> read(uid, address, file)
                            .doOnNext(page -> parts.addFirst(new Part.Page(page, periodOf(part))))
                            .then();
                    case ProviderOutcome.Succeeded<ApiAnswer>(ApiAnswer.TooMuch(String detail)) -> less(part, detail,
                            parts);
                    case ProviderOutcome.Failed<ApiAnswer>(ProviderTrouble trouble) -> Mono
                            .<Void>error(stops.because(trouble));
                });
    }

    private URI address(String uid, Part part) {
        return switch (part) {
            case Part.Page page -> page.address();
            case Part.Period(Span period) -> {
                Map<String, String> query = new LinkedHashMap<>();
                query.put("meters", uid);
                if (period != null) {
                    Span asked = period.widened(AROUND, errand.request().order().at());
                    query.put("start", asked.start().toString());
                    query.put("end", asked.end().toString());
                }
                yield errand.address("/intervals", query);
            }
        };
    }

    /** The next page, if there is one. What was received stays until the import is over, and is kept then. */
    private Mono<URI> read(String uid, URI address, Path file) {
        return Mono.fromCallable(() -> {
            errand.folder().received(address.toString(), file);
            bytes += Files.size(file);
            if (bytes > LARGEST_TOTAL * errand.profile().data().maxFeedSize().toBytes()) {
                throw StopFetching.failed(FetchFailure.FEED_TOO_LARGE,
                        "all answers for a meter together are too large");
            }
            return taken.take(address.toString(), uid, file).map(Documents::parsed);
        }).flatMap(Mono::justOrEmpty);
    }

    private static @Nullable Span periodOf(Part part) {
        return switch (part) {
            case Part.Period(Span period) -> period;
            case Part.Page(URI _, Span period) -> period;
        };
    }

    private static Mono<Void> less(Part part, String detail, Deque<Part> parts) {
        Span period = periodOf(part);
        List<Span> halves = period == null ? List.of() : Months.halves(period);
        if (halves.isEmpty()) {
            return Mono.error(Stops.failed(FetchFailure.PROVIDER_UNAVAILABLE, detail, null));
        }
        halves.reversed().forEach(half -> parts.addFirst(new Part.Period(half)));
        return Mono.empty();
    }
}
