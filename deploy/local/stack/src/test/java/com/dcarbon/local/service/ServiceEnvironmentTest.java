// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.dcarbon.local.Part.Replica;
import com.dcarbon.local.Port;
import com.dcarbon.local.Ports;
import com.dcarbon.local.process.RunDirectory;

class ServiceEnvironmentTest {
    @TempDir
    Path temporary;

    private ServiceEnvironment usual;

    @BeforeEach
    void takeTheUsualPorts() {
        usual = environment(Map.of());
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void keepsEveryProcessOffTheNetwork(Service service) {
        assertThat(usual.of(service)).containsEntry("SERVER_ADDRESS", "127.0.0.1");
    }

    @Test
    void letsASecondReplicaListenElsewhereAndShareAllElse() {
        Ports own = Ports.free();
        assertThat(usual.own(Replica.second(Service.AUTHORIZATION), own)).containsOnly(
                Map.entry("SERVER_PORT", Integer.toString(own.of(Port.AUTHORIZATION))),
                Map.entry("DCARBON_AUTHORIZATION_INTERNALPORT",
                        Integer.toString(own.of(Port.AUTHORIZATION_INTERNAL))));
        assertThat(usual.own(Replica.second(Service.INGESTION), own))
                .containsOnlyKeys("SERVER_PORT", "DCARBON_INGESTION_LINE_SPOOLDIRECTORY");
    }

    @Test
    void givesEachServiceItsOwnDatabaseAndRole() {
        assertThat(usual.of(Service.AUTHORIZATION)).containsEntry("DCARBON_DATABASE_NAME", "authorization")
                .containsEntry("DCARBON_DATABASE_USERNAME", "authorization")
                .containsEntry("DCARBON_DATABASE_PASSWORD", "local-authorization");
        assertThat(usual.of(Service.AUDIT)).containsEntry("DCARBON_DATABASE_USERNAME", "audit")
                .containsEntry("DCARBON_DATABASE_OWNER_USERNAME", "audit_owner")
                .containsEntry("DCARBON_DATABASE_OWNER_PASSWORD", "local-audit-owner");
        assertThat(usual.of(Service.AUTHORIZATION)).doesNotContainKey("DCARBON_DATABASE_OWNER_USERNAME");
        assertThat(usual.of(Service.GATEWAY)).doesNotContainKey("DCARBON_DATABASE_NAME");
        assertThat(usual.of(Service.NEIGHBOURS)).doesNotContainKey("DCARBON_DATABASE_NAME");
    }

    @Test
    void tellsEverybodyTheSameIssuer() {
        ServiceEnvironment moved = environment(Map.of("DCARBON_PORT_IDENTITY", "19000"));
        assertThat(moved.of(Service.NEIGHBOURS)).containsEntry("NEIGHBOURS_IDENTITY_ISSUER", "http://localhost:19000")
                .containsEntry("SERVER_PORT", "19000");
        assertThat(moved.of(Service.GATEWAY)).containsEntry("DCARBON_SECURITY_ISSUERURI", "http://localhost:19000");
        assertThat(moved.of(Service.INGESTION)).containsEntry("DCARBON_SECURITY_JWKSETURI",
                "http://localhost:19000/oauth2/jwks");
    }

    @Test
    void tellsTheGatewayWhereMovedServicesAre() {
        assertThat(environment(Map.of("DCARBON_PORT_INGESTION", "18083")).of(Service.GATEWAY))
                .containsEntry("DCARBON_GATEWAY_SERVICES_INGESTION", "http://localhost:18083")
                .containsEntry("DCARBON_GATEWAY_SERVICES_FACILITY", "http://localhost:8081");
    }

    @Test
    void tellsTheAuthorizationServiceWhomToAskForItsFullView() {
        assertThat(environment(Map.of("DCARBON_PORT_AUDIT", "18084")).of(Service.AUTHORIZATION))
                .containsEntry("DCARBON_FACILITY_BASEURL", "http://localhost:8081")
                .containsEntry("DCARBON_AUTHORIZATION_DETAIL_INGESTIONURL", "http://localhost:8083")
                .containsEntry("DCARBON_AUTHORIZATION_DETAIL_AUDITURL", "http://localhost:18084");
    }

    @Test
    void keepsTheTokenKeysetFromStartToStart() throws IOException {
        Path keyset = Path.of(usual.of(Service.AUTHORIZATION).getOrDefault("DCARBON_AUTHORIZATION_TOKENKEYSET", ""));
        String made = Files.readString(keyset);
        assertThat(made).contains("AesGcmKey").contains("\"ENABLED\"");
        environment(Map.of()).of(Service.AUTHORIZATION);
        assertThat(Files.readString(keyset)).isEqualTo(made);
    }

    @Test
    void givesFacilityAndNotificationTheSameInvitationKeyset() throws IOException {
        String keyset = usual.of(Service.FACILITY).getOrDefault("DCARBON_INVITATION_KEYSET", "");
        assertThat(usual.of(Service.NOTIFICATION)).containsEntry("DCARBON_INVITATION_KEYSET", keyset);
        assertThat(Files.readString(Path.of(keyset))).contains("HmacPrfKey").contains("RAW");
    }

    @Test
    void tellsTheServicesWhatUtilityApiWantsToHear() {
        var simulator = usual.of(Service.NEIGHBOURS);
        for (String secret : List.of("DCARBON_UTILITY_API_TOKEN", "DCARBON_UTILITY_API_WEBHOOK_SECRET")) {
            assertThat(usual.of(Service.AUTHORIZATION)).containsEntry(secret, simulator.getOrDefault(secret, "none"));
        }
        assertThat(simulator.get("NEIGHBOURS_UTILITY_MEMORY")).startsWith(temporary.toString());
    }

    private ServiceEnvironment environment(Map<String, String> variables) {
        return new ServiceEnvironment(Ports.from(variables), Path.of("providers"), RunDirectory.at(temporary));
    }
}
