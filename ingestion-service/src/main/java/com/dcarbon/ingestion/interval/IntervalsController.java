// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.ingestion.interval.IntervalQuestions.Question;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Interval;
import com.dcarbon.ingestion.interval.rules.Quality;
import com.dcarbon.platform.paging.Cursor;
import com.dcarbon.platform.paging.PageRequest;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The intervals of a meter. */
@RestController
@Tag(name = "Meters and intervals")
class IntervalsController {
    private static final int DEFAULT_LIMIT = 2_000;
    private static final int MAX_LIMIT = 50_000;
    private static final int CURSOR_PARTS = 2;

    private final Intervals intervals;
    private final IntervalAccesses accesses;
    private final IntervalQuestions questions;

    IntervalsController(Intervals intervals, IntervalAccesses accesses, IntervalQuestions questions) {
        this.intervals = intervals;
        this.accesses = accesses;
        this.questions = questions;
    }

    @GetMapping("/intervals")
    @Operation(operationId = "readIntervals", summary = "Read the intervals of a meter", description = "Those that begin within the period, by start and then direction. hour, day and month sum them"
            + " in the meter's time zone, each direction for itself. What a meter with role generation"
            + " generated is shown as generated; of other meters nothing is. Where the utility began to call it so at"
            + " some time, what counted before stays generated until then, by months, as in generation reports; a month"
            + " that was frozen before may have counted the other of both. For owner, accepted operator and admins;"
            + " each access is recorded in the audit log.")
    @ApiResponse(responseCode = "200", description = "Streamed: an answer that breaks off is no JSON document", content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = IntervalPage.class)))
    Mono<ResponseEntity<Flux<DataBuffer>>> read(@RequestParam(name = "meter_id") UUID meterId,
            @Parameter(description = "Inclusive: a date in the meter's time zone or an RFC 3339 time. Default: 7 days "
                    + "before the end") @RequestParam(required = false) @Nullable String start,
            @Parameter(description = "Exclusive, likewise. Default: now") @RequestParam(required = false) @Nullable String end,
            @Parameter(schema = @Schema(allowableValues = {"raw", "hour", "day",
                    "month"})) @RequestParam(defaultValue = "raw") String resolution,
            @Parameter(schema = @Schema(allowableValues = {"delivered", "received", "net",
                    "generated"})) @RequestParam(required = false) @Nullable String direction,
            @Parameter(description = "1 to 50,000, default 2,000") @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, @Parameter(hidden = true) Caller caller) {
        PageRequest page = PageRequest.of(limit, cursor, DEFAULT_LIMIT, MAX_LIMIT);
        Optional<Interval> after = Optional.ofNullable(page.cursor()).map(IntervalsController::position);
        return questions.understand(new Question(meterId, start, end, resolution, direction), caller)
                .flatMap(query -> accesses.record(query.meter(), caller).thenReturn(query))
                .map(query -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(text(query, page.limit(), after)));
    }

    private Flux<DataBuffer> text(IntervalQuery query, int limit, Optional<Interval> after) {
        return Flux.defer(() -> {
            var page = new PageText(query, limit, after);
            IntervalQuery rest = after.map(last -> query.from(Instant.ofEpochSecond(last.start()))).orElse(query);
            return intervals.read(rest).handle(page::add).concatWith(Mono.fromSupplier(page::end));
        }).map(DefaultDataBufferFactory.sharedInstance::wrap);
    }

    /** The interval that the caller has seen last: what a cursor holds of it. */
    private static Interval position(String encoded) {
        Cursor cursor = Cursor.decode(encoded, CURSOR_PARTS);
        long start = cursor.instant(0).getEpochSecond();
        Direction direction = Direction.of(cursor.text(1))
                .orElseThrow(() -> new ProblemException(CommonProblem.INVALID_CURSOR,
                        "The cursor does not belong to this list."));
        return new Interval(start, start, direction, BigDecimal.ZERO, Quality.UNKNOWN, false);
    }
}
