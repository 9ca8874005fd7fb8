// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

import java.util.List;

/**
 * One metered service of a household.
 *
 * @param id the usage point's id in the custodian's URLs
 * @param service what is measured
 * @param agreementId the service agreement, as in the customer feed
 * @param meterNumber the meter's serial number, as in the customer feed
 * @param address where the service is delivered
 * @param series one per direction reported
 */
public record UsagePoint(String id, Service service, String agreementId, String meterNumber, Address address,
        List<Series> series) {
    public UsagePoint {
        series = List.copyOf(series);
    }

    /**
     * The series of one direction.
     *
     * @throws IllegalArgumentException if this point does not report it
     */
    public Series series(Flow flow) {
        return series.stream()
                .filter(candidate -> candidate.flow() == flow)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + " reports no " + flow));
    }

    /** The same point as a third party sees it that may not read its usage. */
    public UsagePoint withoutSeries() {
        return new UsagePoint(id, service, agreementId, meterNumber, address, List.of());
    }

    /** Whether energy can flow back to the grid here. */
    public boolean exports() {
        return series.stream().anyMatch(candidate -> candidate.flow() != Flow.FORWARD);
    }
}
