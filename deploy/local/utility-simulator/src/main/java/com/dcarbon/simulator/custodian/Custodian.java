// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.custodian;

import java.net.URI;
import java.time.ZoneId;
import java.util.Set;

import com.dcarbon.simulator.custodian.DataHabits.Flows;
import com.dcarbon.simulator.custodian.DataHabits.Town;
import com.dcarbon.simulator.custodian.OAuthHabits.Dialect;

/**
 * One utility of the simulator. Everything it serves lies below {@code /{id}/}.
 *
 * @param id the first path segment; {@code [a-z0-9-]+}
 * @param name what customers read
 * @param thirdParty the one registered client
 * @param notices where that client takes notifications
 * @param oauth its habits at the authorization server
 * @param data its habits at the resource server
 */
public record Custodian(String id, String name, ThirdParty thirdParty, NoticeAddress notices, OAuthHabits oauth,
        DataHabits data) {
    private static final String PLATFORM = "http://localhost:8080";
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    public Custodian {
        if (!id.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("no path segment: " + id);
        }
    }

    /** PG&amp;E: milli-watt-hours, rotating refresh tokens, its own scope string, 204 for an empty window. */
    public static Custodian pge() {
        return new Custodian("pge", "PG&E", local("pge", ClientAuthentication.BASIC),
                NoticeAddress.local(PLATFORM, "pge"),
                new OAuthHabits(Dialect.PGE, "Subscription", true, true),
                new DataHabits(-3, Flows.DELIVERED_AND_RECEIVED, true, true, PACIFIC, 37.8,
                        Town.inCalifornia("Oakland")));
    }

    /** SCE: watt-hours; what is not public about it follows the ESPI standard. */
    public static Custodian sce() {
        return new Custodian("sce", "SCE", local("sce", ClientAuthentication.ANY), NoticeAddress.local(PLATFORM, "sce"),
                new OAuthHabits(Dialect.ESPI, "Batch/Subscription", false, true),
                new DataHabits(0, Flows.DELIVERED_AND_RECEIVED, false, false, PACIFIC, 34.1,
                        Town.inCalifornia("Pomona")));
    }

    /** SDG&amp;E: watt-hours; what is not public about it follows the ESPI standard. */
    public static Custodian sdge() {
        return new Custodian("sdge", "SDG&E", local("sdge", ClientAuthentication.ANY),
                NoticeAddress.local(PLATFORM, "sdge"),
                new OAuthHabits(Dialect.ESPI, "Batch/Subscription", true, false),
                new DataHabits(0, Flows.DELIVERED_AND_RECEIVED, false, false, PACIFIC, 32.7,
                        Town.inCalifornia("San Diego")));
    }

    /** A further custodian with the habits of SCE, client {@code dcarbon-<id>}, secret {@code local-<id>-secret}. */
    public static Custodian another(String id, String name) {
        Custodian sce = sce();
        return new Custodian(id, name, local(id, ClientAuthentication.ANY), NoticeAddress.local(PLATFORM, id),
                sce.oauth,
                sce.data);
    }

    private static ThirdParty local(String id, ClientAuthentication authentication) {
        return new ThirdParty("dcarbon-" + id, "local-" + id + "-secret",
                Set.of(PLATFORM + "/green-button/callback/" + id), authentication,
                URI.create(PLATFORM + "/green-button/portal"));
    }

    /** The same custodian with these redirect URIs registered instead. */
    public Custodian withRedirectUris(Set<String> uris) {
        return new Custodian(id, name, thirdParty.withRedirectUris(uris), notices, oauth, data);
    }

    /** The same custodian sending customers who begin there to that address of the platform. */
    public Custodian withPortal(URI portal) {
        return withThirdParty(thirdParty.withPortal(portal));
    }

    /** The same custodian with another client registration. */
    public Custodian withThirdParty(ThirdParty other) {
        return new Custodian(id, name, other, notices, oauth, data);
    }

    /** The same custodian sending its notifications there. */
    public Custodian withNoticesTo(URI address) {
        return new Custodian(id, name, thirdParty, notices.at(address), oauth, data);
    }

    /** The same custodian elsewhere: {@code latitude} in degrees north. */
    public Custodian withPlace(ZoneId zone, double latitude, Town town) {
        return new Custodian(id, name, thirdParty, notices, oauth, data.withPlace(zone, latitude, town));
    }

    /** The same custodian reporting energy in both directions in another way. */
    public Custodian withFlows(Flows flows) {
        return new Custodian(id, name, thirdParty, notices, oauth, data.withFlows(flows));
    }
}
