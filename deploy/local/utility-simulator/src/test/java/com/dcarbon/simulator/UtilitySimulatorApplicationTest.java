// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.junit.jupiter.api.Test;

class UtilitySimulatorApplicationTest {
    @Test
    void isConfiguredByTheEnvironment() {
        SimulatorSettings settings = UtilitySimulatorApplication.settings(Map.of("DCARBON_SIMULATOR_PORT", "9200",
                "DCARBON_SIMULATOR_FEEDS", "feeds", "DCARBON_SIMULATOR_PLATFORM", "http://platform.test/",
                "DCARBON_PUBLIC_BASE", "http://utilities.test", "DCARBON_SIMULATOR_NOTIFY_PGE",
                "http://inbox.test/pge", "DCARBON_CLOCK_OFFSET", "P91D", "OTHER", "x"));

        assertThat(settings.port()).isEqualTo(9200);
        assertThat(settings.clock().instant()).isAfter(Instant.now().plus(90, ChronoUnit.DAYS));
        assertThat(settings.feedsDirectory()).isEqualTo(Path.of("feeds"));
        assertThat(settings.publicBase()).isEqualTo(URI.create("http://utilities.test"));
        assertThat(settings.custodian("sce").thirdParty().redirectUris())
                .containsExactly("http://platform.test/green-button/callback/sce");
        assertThat(settings.custodian("sce").notices().uri())
                .isEqualTo(URI.create("http://platform.test/green-button/notifications/sce"));
        assertThat(settings.custodian("pge").notices().uri()).isEqualTo(URI.create("http://inbox.test/pge"));
    }

    @Test
    void isToldUtilityApisSecretsAndMemory() {
        SimulatorSettings settings = UtilitySimulatorApplication.settings(Map.of("DCARBON_SIMULATOR_PLATFORM",
                "http://platform.test", "DCARBON_UTILITY_API_TOKEN", "t", "DCARBON_UTILITY_API_WEBHOOK_SECRET", "s",
                "DCARBON_SIMULATOR_MEMORY", "memory.json"));

        assertThat(settings.utilityApi().token()).isEqualTo("t");
        assertThat(settings.utilityApi().webhookSecret()).isEqualTo("s");
        assertThat(settings.utilityApi().memory()).isEqualTo(Path.of("memory.json"));
        assertThat(settings.utilityApi().redirectUris()).containsExactly("http://platform.test/utility-api/callback");
        assertThat(settings.utilityApi().webhookTarget()).hasToString("http://platform.test/utility-api/events");
    }

    @Test
    void servesThreeUtilitiesLocallyByDefault() {
        SimulatorSettings settings = UtilitySimulatorApplication.settings(Map.of("DCARBON_SIMULATOR_FEEDS", ""));

        assertThat(settings.port()).isEqualTo(9100);
        assertThat(settings.feedsDirectory()).isNull();
        assertThat(settings.custodians()).extracting(each -> each.id()).containsExactly("pge", "sce", "sdge");
        assertThat(settings.toString()).doesNotContain("secret");
    }
}
