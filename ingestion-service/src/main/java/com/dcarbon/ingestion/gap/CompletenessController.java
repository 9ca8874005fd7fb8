// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap;

import java.time.Clock;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.ingestion.facility.FacilityAccess;
import com.dcarbon.ingestion.meter.Meter;
import com.dcarbon.ingestion.meter.Meters;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** How complete the intervals of a meter are. */
@RestController
@Tag(name = "Meters and intervals")
class CompletenessController {
    private static final String METER = "This meter";
    private static final int USUAL_MONTHS = 3;
    private static final int MOST_MONTHS = 36;
    private static final YearMonth EARLIEST = YearMonth.of(1970, 1);
    private static final YearMonth LATEST = YearMonth.of(2199, 12);

    private final Meters meters;
    private final MonthsOfMeter months;
    private final FacilityAccess access;
    private final Clock clock;

    CompletenessController(Meters meters, MonthsOfMeter months, FacilityAccess access, Clock clock) {
        this.meters = meters;
        this.months = months;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/meters/{id}/completeness")
    @Operation(operationId = "getCompleteness", summary = "See how complete a meter's months are", description = "For the facility's owner, its accepted operator and admins. Expected against stored intervals by month and direction, in the meter's time zone; at most 36 months, by default the last three.")
    Mono<CompletenessView> completeness(@PathVariable UUID id,
            @Parameter(description = "The first month, as 2026-10") @RequestParam(required = false) @Nullable String from,
            @Parameter(description = "The last month") @RequestParam(required = false) @Nullable String to,
            @Parameter(hidden = true) Caller caller) {
        return meters.find(id)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(METER)))
                .flatMap(meter -> access.requireView(meter.facilityId(), caller, METER).thenReturn(meter))
                .flatMap(meter -> counted(meter, from, to));
    }

    private Mono<CompletenessView> counted(Meter meter, @Nullable String from, @Nullable String to) {
        YearMonth last = to == null ? YearMonth.from(clock.instant().atZone(meter.timeZone())) : month("to", to);
        YearMonth first = from == null ? last.minusMonths(USUAL_MONTHS - 1L) : month("from", from);
        long asked = first.until(last, ChronoUnit.MONTHS) + 1;
        if (asked < 1 || asked > MOST_MONTHS) {
            throw ProblemException.invalidField("from", "must be at most 36 months before to, and not after it");
        }
        return months.of(meter, first, last)
                .map(items -> new CompletenessView(meter.id(), meter.timeZone().getId(), items));
    }

    private static YearMonth month(String field, String text) {
        try {
            YearMonth month = YearMonth.parse(text);
            if (!month.isBefore(EARLIEST) && !month.isAfter(LATEST)) {
                return month;
            }
        } catch (DateTimeParseException _) {
            // told below
        }
        throw ProblemException.invalidField(field, "must be a month, as 2026-10, between 1970 and 2199");
    }
}
