// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.facility.ApiDocument;
import com.dcarbon.facility.FacilityTestBase;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API document says what the service answers. */
class DocumentIT extends FacilityTestBase {

    @Test
    void describesTheAnswersThatAreGiven() {
        UUID empty = register("owner");
        UUID full = register("owner_operator");
        patch(owner(), full, "\"1\"", """
                {'address':{'line1':'1 Market St'},'finance':{'type':'ppa'},'installer':{'system_size_kw_dc':12.5,
                 'commercial_operation_date':'2024-05-01'},'utility_provider':{'id':'pge'}}""").expectStatus().isOk();

        ApiDocument document = ApiDocument.of(address());
        assertThat(document.mistakes("Facility", json(get(owner(), empty)))).isEmpty();
        assertThat(document.mistakes("Facility", json(get(owner(), full)))).isEmpty();
        assertThat(document.mistakes("FacilityList", json(owner().get().uri("/facilities").exchange()))).isEmpty();
        assertThat(document.mistakes("Utilities", json(owner().get().uri("/utilities").exchange()))).isEmpty();
        JsonNode changing = changingUtility();
        assertThat(changing.path("provider_change").isObject()).isTrue();
        assertThat(document.mistakes("Facility", changing)).isEmpty();
        assertThat(document.mistakes("Problem", json(get(commercial("stranger"), full)))).isEmpty();
        assertThat(document.mistakes("Facility", JsonMapper.shared().createObjectNode())).contains("permissions");
    }

    private JsonNode changingUtility() {
        UUID id = register("owner_operator");
        tell(id, UUID.randomUUID(), AuthStatus.AUTHORIZED, 1, Instant.now().minusSeconds(60));
        awaitRecord(id, facility -> assertThat(facility.path("auth_status").asString("")).isEqualTo("authorized"));
        return json(owner().put()
                .uri("/facilities/{id}/utility-provider", id)
                .bodyValue(Map.of("provider_id", "smud", "confirm", true))
                .exchange()
                .expectStatus()
                .isOk());
    }
}
