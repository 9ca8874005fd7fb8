// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import com.dcarbon.local.Part.Replica;
import com.dcarbon.local.service.Service;
import com.dcarbon.local.story.Api;
import com.dcarbon.local.story.EventLog;

/** Processes that die in the middle: the story goes on where it was. */
class CrashIT {

    @Test
    void importsOnceThoughIngestionIsKilledAfterTheAuthorization() {
        try (Api owner = Platform.as("owner")) {
            String facility = Platform.register(owner, "Killed ingestion", "sce");
            Platform.authorize(owner, facility, "sce", "crashed");
            Platform.stack().kill(Replica.first(Service.INGESTION));
            Platform.stack().restart(Replica.first(Service.INGESTION));

            Platform.await().untilAsserted(() -> assertThat(
                    Platform.facility(owner, facility).path("last_sync").isNull()).isFalse());
            assertThat(new EventLog(Platform.stack().bootstrapServers())
                    .of(facility, Duration.ofSeconds(30), events -> events.stream()
                            .anyMatch(event -> event.type().equals("interval_data_imported"))))
                    .extracting(EventLog.Seen::type)
                    .containsOnlyOnce("authorization_created", "interval_data_imported");
        }
    }
}
