// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.dcarbon.local.Port;
import com.dcarbon.local.story.Api;
import com.dcarbon.systemtests.Platform;

import tools.jackson.databind.JsonNode;

/** A utility's data service that is away for one customer, and comes back. */
class Story62ProviderDowntimeIT {
    private static final String CUSTOMER = "lighthouse";

    @RegisterExtension
    final Acceptance story = Acceptance.of("6.2 System Handles Provider Downtime");

    @Test
    void keepsTheAuthorizationAndSaysWhatHinders() {
        try (Person owner = Person.named("owner");
                Person admin = Person.named("admin");
                Api utility = new Api(Platform.stack().url(Port.SIMULATOR), null)) {
            String facility = owner.registerWithDetails("Lighthouse", "owner_operator");
            owner.authorize(facility, "sce", CUSTOMER);
            Platform.await().until(() -> owner.facility(facility).path("sync_status").asString(), "ok"::equals);

            story.line("Given a utility provider API is unavailable");
            String fault = utility.post("/sce/control/faults", Map.of("fault", "unavailable", "calls", "data",
                    "customer", CUSTOMER)).expect(201).json().path("id").asString();

            story.line("When the system attempts to sync data");
            owner.api().send("POST", "/facilities/" + facility + "/sync", null, Map.of()).expect(202);

            story.line("And display status indicator to users: \"Temporarily unable to sync data\"");
            Platform.await().until(() -> owner.facility(facility).path("sync_status").asString(), "delayed"::equals);
            assertThat(owner.facility(facility).path("sync_message").asString())
                    .isEqualTo("Temporarily unable to sync data");

            story.line("And maintain the authorization as \"authorized\" status");
            assertThat(owner.authStatus(facility)).isEqualTo("authorized");

            story.line("And implement exponential backoff retry logic");
            JsonNode sync = owner.api().get("/facilities/" + facility + "/sync").expect(200).json();
            assertThat(sync.path("next_run").isString()).isTrue();
            assertThat(sync.path("last_error").path("code").asString()).isEqualTo("provider_unavailable");

            utility.delete("/sce/control/faults/" + fault).expect(204);
            triedAgain(admin, facility);
            Platform.await().until(() -> owner.facility(facility).path("sync_status").asString(), "ok"::equals);
            assertThat(owner.facility(facility).path("sync_message").isNull()).isTrue();
        }
    }

    /** An administrator need not wait for the next attempt. */
    private static void triedAgain(Person admin, String facility) {
        admin.api().get("/imports?limit=500").expect(200).json().path("items").valueStream()
                .filter(item -> item.path("facility_id").asString().equals(facility))
                .filter(item -> item.path("state").asString().equals("retrying"))
                .map(item -> item.path("id").asString())
                .forEach(id -> admin.api().post("/imports/" + id + "/retry", Map.of()));
    }
}
