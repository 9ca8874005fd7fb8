// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.source.Covered;
import com.dcarbon.ingestion.source.ProviderRecord;
import com.dcarbon.ingestion.source.SourceMeter;
import com.dcarbon.ingestion.utilityapi.rules.MeterState;
import com.dcarbon.ingestion.utilityapi.rules.Span;
import com.dcarbon.platform.providers.ProviderProfile;

import tools.jackson.databind.JsonNode;

/** A meter as UtilityAPI describes it; what is not there, null, or of another kind than expected is null. */
record ApiMeter(MeterState state, boolean archived, @Nullable String serviceClass, @Nullable String serviceIdentifier,
        @Nullable String meterNumber, @Nullable String billingAccount, @Nullable String serviceAddress,
        @Nullable String tariff, ProviderRecord own) {

    String uid() {
        return state.uid();
    }

    /** Meters whose class is not told yet may be electric. */
    boolean isElectric() {
        return own.commodity().equals(ProviderRecord.ELECTRICITY);
    }

    /**
     * @param index its number within the data
     * @param told what its readings told
     */
    SourceMeter described(int index, ProviderProfile profile, MeterTally told) {
        return new SourceMeter(index, uid(), serviceIdentifier, meterNumber == null ? uid() : meterNumber,
                billingAccount, serviceAddress, serviceClass, tariff, profile.timeZone(), told.directions(),
                told.facts(), own,
                state.coverage().stream().map(span -> new Covered(span.start(), span.end())).toList());
    }

    static ApiMeter of(JsonNode meter) {
        JsonNode base = meter.path("base");
        return new ApiMeter(state(meter), meter.path("is_archived").asBoolean(false), text(base, "service_class"),
                text(base, "service_identifier"), text(base.path("meter_numbers").path(0)),
                text(base, "billing_account"), text(base, "service_address"), text(base, "service_tariff"),
                OwnRecord.of(meter));
    }

    private static MeterState state(JsonNode meter) {
        List<Span> coverage = new ArrayList<>();
        for (JsonNode span : meter.path("interval_coverage")) {
            Instant start = time(text(span.path(0)));
            Instant end = time(text(span.path(1)));
            if (start != null && end != null) {
                coverage.add(new Span(start, end));
            }
        }
        String frequency = text(meter.path("ongoing_monitoring"), "frequency");
        return new MeterState(meter.path("uid").asString(""), MeterState.Status.of(text(meter, "status")),
                meter.path("is_activated").asBoolean(false), time(text(meter, "status_ts")), List.copyOf(coverage),
                frequency != null && !frequency.equals("off"));
    }

    private static @Nullable String text(JsonNode object, String name) {
        return text(object.path(name));
    }

    private static @Nullable String text(JsonNode value) {
        return value.isString() && !value.asString().isBlank() ? value.asString().strip() : null;
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
