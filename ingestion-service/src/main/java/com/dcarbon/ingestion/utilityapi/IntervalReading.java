// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.line.StopFetching;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.MeterData;
import com.dcarbon.ingestion.source.ReadingSpool;
import com.dcarbon.ingestion.source.SeriesChoice;
import com.dcarbon.ingestion.source.SourceMeter;
import com.dcarbon.ingestion.utilityapi.rules.Months;
import com.dcarbon.ingestion.utilityapi.rules.Span;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the intervals of some meters: one meter and month at a time, with all pages; smaller periods where that is too
 * much. Should nothing at all come although there are data, the meter is asked for without a period.
 */
final class IntervalReading {
    private static final int LARGEST_TOTAL = 4;

    private final UtilityApiClient client;
    private final Stops stops;
    private final JsonMapper json;
    private final Documents documents;
    private final Errand errand;
    private final List<ApiMeter> meters;
    private final ReadingSpool spool;
    private final ReadingTaker taker;
    private long bytes;

    IntervalReading(UtilityApiClient client, Stops stops, JsonMapper json, Documents documents, Errand errand,
            List<ApiMeter> meters) {
        this.client = client;
        this.stops = stops;
        this.json = json;
        this.documents = documents;
        this.errand = errand;
        this.meters = meters;
        this.spool = new ReadingSpool(errand.folder());
        this.taker = new ReadingTaker(meters, errand.wanted(), spool, errand.notes());
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
                .then(Mono.fromSupplier(this::data));
    }

    private MeterData data() {
        List<SourceMeter> described = IntStream.range(0, meters.size())
                .mapToObj(i -> meters.get(i).described(i, errand.profile(), taker.directionsOf(i)))
                .toList();
        return new MeterData(described, spool.sorted(SeriesChoice.ALL), errand.notes().counts(), errand.folder());
    }

    private Mono<Void> meter(int index) {
        Deque<Part> parts = new ArrayDeque<>();
        bytes = 0;
        Months.windows(errand.wanted(), errand.profile().timeZone())
                .forEach(window -> parts.addLast(new Part.Period(window)));
        String uid = meters.get(index).uid();
        return ask(uid, parts).then(Mono.defer(() -> {
            if (taker.takenOf(index) > 0 || !shouldHave(meters.get(index))) {
                return Mono.empty();
            }
            parts.addLast(new Part.Period(null));
            return ask(uid, parts);
        }));
    }

    private boolean shouldHave(ApiMeter meter) {
        Span wanted = errand.wanted();
        return meter.state()
                .coverage()
                .stream()
                .anyMatch(span -> span.start().isBefore(wanted.end()) && span.end().isAfter(wanted.start()));
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
        errand.folder().received(address(uid, part).toString(), file);
        return Mono.defer(() -> client.getIntervals(errand.profile(), documents.checked(address(uid, part)), file))
                .publishOn(Schedulers.boundedElastic())
                .flatMap(outcome -> switch (outcome) {
                    case ProviderOutcome.Succeeded<ApiAnswer>(ApiAnswer.Document _) -> read(file, part, parts);
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
                    query.put("start", period.start().toString());
                    query.put("end", period.end().toString());
                }
                yield errand.address("/intervals", query);
            }
        };
    }

    private Mono<Void> read(Path file, Part part, Deque<Part> parts) {
        return Mono.fromCallable(() -> {
            bytes += Files.size(file);
            if (bytes > LARGEST_TOTAL * errand.profile().data().maxFeedSize().toBytes()) {
                throw StopFetching.failed(FetchFailure.FEED_TOO_LARGE,
                        "all answers for a meter together are too large");
            }
            Optional<String> next = IntervalDocument.read(json, file, taker);
            Files.delete(file);
            next.ifPresent(page -> parts.addFirst(new Part.Page(Documents.parsed(page), periodOf(part))));
            return next;
        }).then();
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
