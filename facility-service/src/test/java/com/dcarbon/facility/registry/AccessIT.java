// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.facility.FacilityTestBase;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestPostgres;

import tools.jackson.databind.JsonNode;

/** Every call on a facility by everyone there is. */
class AccessIT extends FacilityTestBase {
    private final TestIdentityProvider identities = TestIdentityProvider.shared();
    private final String operator = "operator-" + UUID.randomUUID();

    @Autowired
    private TestPostgres.Database database;

    private UUID facility = UUID.randomUUID();

    @BeforeEach
    void registerAFacilityWithAnOperator() throws SQLException {
        facility = register("owner");
        patch(owner(), facility, "\"1\"", "{'finance':{'type':'loan','company':'Sunbank'}}").expectStatus().isOk();
        operatorIs("accepted");
    }

    private void operatorIs(String status) throws SQLException {
        try (var connection = database.connect(); var statement = connection.prepareStatement("""
                insert into operators (facility_id, email, status, user_id, name) values (?, ?, ?, ?, 'Omar')
                on conflict (facility_id) do update set status = excluded.status""")) {
            statement.setObject(1, facility);
            statement.setString(2, operator + "@example.com");
            statement.setString(3, status);
            statement.setString(4, operator);
            statement.executeUpdate();
        }
    }

    @ParameterizedTest(name = "{0}: GET {1}, PATCH {2}, DELETE {3}")
    @CsvSource({"owner, 200, 200, 204", "operator, 200, 403, 403", "admin, 200, 403, 403",
            "stranger, 404, 404, 404", "residential, 404, 404, 404", "nobody, 401, 401, 401",
            "wrong_audience, 401, 401, 401", "expired, 401, 401, 401", "forged, 401, 401, 401",
            "service, 403, 403, 403", "without_roles, 403, 403, 403"})
    void answersEachAsTheContractSays(String who, int read, int edit, int discard) {
        WebTestClient client = client(who);

        get(client, facility).expectStatus().isEqualTo(read);
        patch(client, facility, "\"2\"", "{'name':'Changed'}").expectStatus().isEqualTo(edit);
        client.delete().uri("/facilities/" + facility).exchange().expectStatus().isEqualTo(discard);
        assertThat(json(get(admin(), facility)).path("code").asString("")).isEqualTo(discard == 204 ? "not_found" : "");
    }

    @ParameterizedTest(name = "{0}: GET /facilities {1}, GET /utilities {2}, POST /facilities {3}")
    @CsvSource({"owner, 200, 200, 201", "operator, 200, 200, 201", "admin, 200, 200, 403",
            "stranger, 200, 200, 201", "residential, 200, 200, 400", "nobody, 401, 401, 401",
            "wrong_audience, 401, 401, 401", "expired, 401, 401, 401", "forged, 401, 401, 401",
            "service, 403, 403, 403", "without_roles, 403, 403, 403"})
    void letsEachListAndRegisterAsTheContractSays(String who, int list, int utilities, int register) {
        WebTestClient client = client(who);

        client.get().uri("/facilities").exchange().expectStatus().isEqualTo(list);
        client.get().uri("/utilities").exchange().expectStatus().isEqualTo(utilities);
        post(client, "{\"name\":\"Mine\",\"owner_role\":\"owner\"}").expectStatus().isEqualTo(register);
    }

    private WebTestClient client(String who) {
        return switch (who) {
            case "owner" -> owner();
            case "operator" -> commercial(operator);
            case "admin" -> admin();
            case "stranger" -> commercial("stranger");
            case "residential" -> as(identities.user("home", "residential"));
            case "nobody" -> nobody();
            case "wrong_audience" -> as(identities.user(owner, "commercial").audience("another"));
            case "expired" -> as(identities.user(owner, "commercial").expired());
            case "forged" -> as(identities.user(owner, "commercial").forged());
            case "service" -> as(identities.service("ingestion-service", "dcarbon.internal"));
            case "without_roles" -> as(identities.user(owner));
            default -> throw new IllegalArgumentException(who);
        };
    }

    @Test
    void hidesFinanceTheOwnersAddressAndTheBannerFromTheOperator() {
        JsonNode seen = json(get(commercial(operator), facility));

        assertThat(seen.path("finance").isNull()).isTrue();
        assertThat(seen.toString()).doesNotContain("Sunbank", owner + "@example.com");
        assertThat(seen.path("banner").isNull()).isTrue();
        assertThat(seen.path("permissions").valueStream().map(JsonNode::asString)).containsExactly("authorize",
                "view_data");
    }

    @Test
    void showsTheOwnerThatTheAuthorizationIsUpToTheOperator() {
        get(owner(), facility).expectBody()
                .jsonPath("$.banner.code")
                .isEqualTo("utility_authorization_pending")
                .jsonPath("$.banner.title")
                .isEqualTo("Utility Authorization Pending")
                .jsonPath("$.banner.actions")
                .isEqualTo(List.of("resend_invite", "change_email"))
                .jsonPath("$.operator.email")
                .isEqualTo(operator + "@example.com")
                .jsonPath("$.operator.status")
                .isEqualTo("accepted")
                .jsonPath("$.finance.company")
                .isEqualTo("Sunbank")
                .jsonPath("$.permissions")
                .isEqualTo(List.of("view_data", "edit"));
    }

    @ParameterizedTest
    @CsvSource({"invited", "unconfirmed", "undeliverable"})
    void showsNothingToAnOperatorWhoHasNotAccepted(String status) throws SQLException {
        operatorIs(status);

        get(commercial(operator), facility).expectStatus().isNotFound();
        assertThat(ids(commercial(operator), "")).isEmpty();
    }

    @Test
    void listsOwnAndAssignedFacilities() {
        UUID own = register(commercial(operator), "Own", "owner_operator");

        assertThat(ids(commercial(operator), "")).containsExactlyInAnyOrder(own, facility);
        assertThat(ids(commercial(operator), "?relation=owner")).containsExactly(own);
        assertThat(ids(commercial(operator), "?relation=operator")).containsExactly(facility);
        assertThat(ids(owner(), "")).containsExactly(facility);
        assertThat(ids(commercial("stranger-" + UUID.randomUUID()), "")).isEmpty();
        assertThat(ids(admin(), "?limit=500")).contains(own, facility);
        assertThat(ids(admin(), "?relation=owner")).isEmpty();
    }

    @Test
    void hidesFinanceInListsToo() {
        JsonNode list = json(commercial(operator).get().uri("/facilities").exchange());

        assertThat(list.toString()).contains(facility.toString()).doesNotContain("Sunbank");
    }

    @Test
    void tellsNoDifferenceBetweenAStrangersFacilityAndNone() {
        JsonNode strangers = json(get(commercial("stranger"), facility).expectStatus().isNotFound());
        JsonNode none = json(get(commercial("stranger"), UUID.randomUUID()).expectStatus().isNotFound());

        assertThat(strangers.path("detail")).isEqualTo(none.path("detail"));
        assertThat(strangers.path("code")).isEqualTo(none.path("code"));
    }

    private static List<UUID> ids(WebTestClient client, String query) {
        return json(client.get().uri("/facilities" + query).exchange().expectStatus().isOk()).path("items")
                .valueStream()
                .map(item -> UUID.fromString(item.path("id").asString()))
                .toList();
    }
}
