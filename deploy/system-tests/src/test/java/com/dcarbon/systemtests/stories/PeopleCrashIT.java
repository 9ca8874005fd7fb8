// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import com.dcarbon.local.Part.Replica;
import com.dcarbon.local.service.Service;
import com.dcarbon.systemtests.Platform;

/** The services that invite and tell die right after each step that was acknowledged. */
class PeopleCrashIT {
    private static final Replica NOTIFICATION = Replica.first(Service.NOTIFICATION);
    private static final Replica FACILITY = Replica.first(Service.FACILITY);

    @Test
    void invitesAndTellsOnceThoughServicesAreKilledInTheMiddle() {
        String name = "Killed while inviting";
        try (Person owner = Person.named("owner"); Person operator = Person.named("operator")) {
            String facility = owner.registerAndInvite(name, operator.email());
            killBoth();

            String token = Invitations.token(Invitations.await(name, operator.email(), 1));
            operator.accept(token).expect(200);
            killBoth();

            Platform.await().untilAsserted(() -> assertThat(owner.told(facility)).contains("operator_accepted"));
            assertThat(operator.accept(token).expect(200).json().path("status").asString()).isEqualTo("accepted");
            operator.authorize(facility, "sce", "killed");
            Platform.await().untilAsserted(() -> assertThat(owner.told(facility))
                    .containsOnlyOnce("operator_accepted", "authorization_succeeded"));
            assertThat(operator.told(facility)).containsOnlyOnce("authorization_succeeded");
            assertThat(Invitations.of(name, operator.email())).hasSize(1);
        }
    }

    private static void killBoth() {
        Platform.stack().kill(NOTIFICATION);
        Platform.stack().kill(FACILITY);
        CompletableFuture.allOf(CompletableFuture.runAsync(() -> Platform.stack().restart(FACILITY)),
                CompletableFuture.runAsync(() -> Platform.stack().restart(NOTIFICATION))).join();
    }
}
