// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.espi;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The Authorization resource.
 *
 * @param id its id in the URL
 * @param issuedAt when access begins
 * @param until when access ends; null: open
 * @param historyFrom the oldest data that may be read
 * @param active status 1, else 0 (revoked)
 * @param tokenExpiresAt the end of the access token
 * @param scope as granted
 * @param resourceUri the usage data
 * @param authorizationUri itself
 * @param customerResourceUri the customer data; null if not granted
 * @param milliseconds whether the two periods are written in milliseconds, as at PG&amp;E, where the standard has
 *        seconds
 */
public record AuthorizationEntry(String id, Instant issuedAt, @Nullable Instant until, Instant historyFrom,
        boolean active, Instant tokenExpiresAt, String scope, String resourceUri, String authorizationUri,
        @Nullable String customerResourceUri, boolean milliseconds) {
    /** As an Atom entry. */
    public Entry toEntry() {
        return new Entry("Authorization/" + id, "Authorization", List.of(), "Authorization", issuedAt, issuedAt,
                this::write);
    }

    private void write(XmlText xml) {
        long duration = until == null ? 0 : until.getEpochSecond() - issuedAt.getEpochSecond();
        xml.open("Authorization", "xmlns", "http://naesb.org/espi");
        period(xml, "authorizedPeriod", duration, issuedAt);
        period(xml, "publishedPeriod", 0, historyFrom);
        xml.leaf("status", active ? 1 : 0)
                .leaf("expires_at", tokenExpiresAt.getEpochSecond())
                .leaf("grant_type", "authorization_code")
                .leaf("scope", scope)
                .leaf("token_type", "Bearer")
                .leaf("resourceURI", resourceUri)
                .leaf("authorizationURI", authorizationUri);
        if (customerResourceUri != null) {
            xml.leaf("customerResourceURI", customerResourceUri);
        }
        xml.close("Authorization");
    }

    private void period(XmlText xml, String name, long duration, Instant start) {
        long unit = milliseconds ? 1_000 : 1;
        xml.open(name).leaf("duration", duration * unit).leaf("start", start.getEpochSecond() * unit).close(name);
    }
}
