// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.util.ArrayList;
import java.util.List;

import com.dcarbon.ingestion.meter.ImportedMeter;
import com.dcarbon.ingestion.source.SourceMeter;

/** Turns a provider's meters into ours. */
final class SourceMeters {
    private SourceMeters() {}

    static ImportedMeter imported(SourceMeter meter) {
        List<String> blocks = new ArrayList<>();
        if (meter.isDescribed()) {
            blocks.add("base");
        }
        if (!meter.directions().isEmpty()) {
            blocks.add("intervals");
        }
        return new ImportedMeter(meter.usagePointId(), meter.servicePoint(), meter.meterNumber(), meter.accountId(),
                meter.serviceAddress(), meter.meterType(), meter.tariff(), meter.timeZone(), meter.series().twoWay(),
                blocks,
                meter.own().commodity(), meter.own().state().wire(), meter.own().json());
    }
}
