// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.dcarbon.facility.FacilityTestBase;
import com.dcarbon.testing.TestIdentityProvider;

class UtilityIT extends FacilityTestBase {

    @Test
    void offersGreenButtonUtilitiesFirstAndInTheirOrder() {
        owner().get()
                .uri("/utilities")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.green_button[*].id")
                .isEqualTo(List.of("pge", "sce", "sdge"))
                .jsonPath("$.green_button[0]")
                .isEqualTo(Map.of("id", "pge", "name", "PG&E", "info",
                        "You'll be redirected to your utility's secure Green Button portal"))
                .jsonPath("$.utility_api[*].id")
                .isEqualTo(List.of("coned", "smud"))
                .jsonPath("$.cds")
                .isEmpty();
    }

    @Test
    void searchesTheListOfTheOthersByName() {
        owner().get()
                .uri("/utilities?q={q}", "  muni")
                .exchange()
                .expectBody()
                .jsonPath("$.green_button.length()")
                .isEqualTo(3)
                .jsonPath("$.utility_api")
                .isEqualTo(List.of(Map.of("id", "smud", "name", "Sacramento Municipal Utility District", "state",
                        "CA")));
        owner().get()
                .uri("/utilities?q={q}", "%' or 1=1")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.utility_api")
                .isEmpty();
    }

    @Test
    void searchesForEveryWordAndNotForNovels() {
        owner().get()
                .uri("/utilities?q={q}", "DISTRICT sacra")
                .exchange()
                .expectBody()
                .jsonPath("$.utility_api[*].id")
                .isEqualTo(List.of("smud"));
        owner().get()
                .uri("/utilities?q={q}", "x".repeat(101))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("q");
    }

    @Test
    void isForEveryUserButNotForEveryone() {
        TestIdentityProvider identities = TestIdentityProvider.shared();
        as(identities.user("home", "residential")).get().uri("/utilities").exchange().expectStatus().isOk();
        as(identities.user("admin", "admin")).get().uri("/utilities").exchange().expectStatus().isOk();
        nobody().get().uri("/utilities").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void describesItselfWithoutInnards() {
        String document = nobody().get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(document).contains("\"/utilities\"", "\"/facilities/{id}\"", "system_size_kw_dc", "next_cursor")
                .doesNotContain("\"caller\"", "systemSizeKwDc", "ServerHttpResponse");
    }
}
