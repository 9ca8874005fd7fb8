// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.dcarbon.facility.ApiDocument;
import com.dcarbon.facility.FacilityTestBase;

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
        assertThat(document.mistakes("Problem", json(get(commercial("stranger"), full)))).isEmpty();
        assertThat(document.mistakes("Facility", JsonMapper.shared().createObjectNode())).contains("permissions");
    }
}
