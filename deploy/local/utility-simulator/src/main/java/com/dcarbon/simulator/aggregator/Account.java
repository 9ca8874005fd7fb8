// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The platform's account at UtilityAPI: what it paid for, and what is left. */
final class Account {
    private final Books books;
    private final List<PaidCall> calls = new ArrayList<>();
    private int left;

    Account(Books books, int left) {
        this.books = books;
        this.left = left;
    }

    /** What costs money. */
    enum Service {
        HISTORICAL_COLLECTION,
        ONGOING_MONITORING
    }

    /** Counts a call. */
    void pay(Service service, List<Meter> meters) {
        if (left < 1) {
            throw new RefusedException(402, "payment_required", "The balance is used up");
        }
        left--;
        Instant now = books.now();
        calls.add(new PaidCall(service.name().toLowerCase(java.util.Locale.ROOT), now,
                meters.stream().map(meter -> meter.uid).toList()));
    }

    List<PaidCall> calls() {
        return List.copyOf(calls);
    }

    int left() {
        return left;
    }

    void credit(int calls) {
        left = calls;
    }
}
