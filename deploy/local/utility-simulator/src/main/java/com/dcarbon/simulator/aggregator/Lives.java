// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.util.List;

/** What time does to authorizations and meters: they expire, and monitored ones are read. */
final class Lives {
    private final Books books;
    private final Monitoring monitoring;
    private final Webhooks webhooks;

    Lives(Books books, Monitoring monitoring, Webhooks webhooks) {
        this.books = books;
        this.monitoring = monitoring;
        this.webhooks = webhooks;
    }

    /** Does what is due now. */
    void pass() {
        books.authorizations.values().forEach(this::age);
        books.meters.values().forEach(monitoring::run);
    }

    private void age(Authorization authorization) {
        if (authorization.revoked != null || authorization.declined != null) {
            return;
        }
        if (!authorization.warned && authorization.expiresSoon(books.now())) {
            authorization.warned = true;
            tell("authorization_expiring_soon", authorization);
        }
        if (!authorization.toldExpired && authorization.isExpired(books.now())) {
            authorization.toldExpired = true;
            tell("authorization_expired", authorization);
        }
    }

    /** The authorization ends for ever: its meters and their data are deleted. */
    void revoke(Authorization authorization, boolean told) {
        if (authorization.revoked != null) {
            return;
        }
        authorization.revoked = books.now();
        books.metersOf(authorization).forEach(meter -> books.meters.remove(meter.uid));
        if (told) {
            tell("authorization_revoked", authorization);
        }
    }

    private void tell(String type, Authorization authorization) {
        webhooks.publish(List.of(books.event(type, null, authorization, null)));
    }
}
