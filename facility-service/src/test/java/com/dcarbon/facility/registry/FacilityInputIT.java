// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

import com.dcarbon.facility.FacilityTestBase;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bad input is refused with a message for each field, and changes nothing. */
class FacilityInputIT extends FacilityTestBase {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'owner_role':'owner'}                          | name
            {'name':'  ','owner_role':'owner'}              | name
            {'name':null,'owner_role':'owner'}              | name
            {'name':'\u2003','owner_role':'owner'}          | name
            {'name':{},'owner_role':'owner'}                | name
            {'name':'Roof','owner_role':'king'}             | owner_role
            {'name':'Roof','owner_role':'owner','status':1} | status
            """)
    void namesTheFieldThatIsWrong(String body, String field) {
        post(owner(), body.replace('\'', '"')).expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType("application/problem+json")
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field)
                .jsonPath("$.errors[0].message")
                .isNotEmpty();
    }

    @Test
    void refusesWhatIsNoJsonOrTooMuch() {
        problem(post(owner(), "{\"name\":"), 400, "invalid_request");
        problem(post(owner(), ""), 400, "invalid_request");
        problem(post(owner(), "[".repeat(5_000)), 400, "invalid_request");
        problem(post(owner(), "{\"name\":\"" + "x".repeat(100_000) + "\"}"), 413, "payload_too_large");
        UUID id = register("owner");
        problem(patch(owner(), id, "\"1\"", "{'name':"), 400, "invalid_request");
        problem(patch(owner(), id, "\"1\"", "[]"), 400, "invalid_request");
        problem(patch(owner(), id, "\"1\"", "{'name':'" + "x".repeat(100_000) + "'}"), 413, "payload_too_large");
        problem(patch(owner(), id, "\"1\"", "{'name':'a','address':{'planet':'Mars'}}"), 400, "invalid_request");
        problem(owner().patch()
                .uri("/facilities/" + id)
                .header(HttpHeaders.IF_MATCH, "\"1\"")
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue("name")
                .exchange(), 415, "unsupported_media_type");
    }

    @Test
    void asksForTheVersionThatAnEditStartsFrom() {
        UUID id = register("owner");

        problem(patch(owner(), id, null, "{'name':'A'}"), 428, "precondition_required");
        problem(patch(owner(), id, "\"9\"", "{'name':'A'}"), 412, "precondition_failed");
        problem(patch(owner(), id, "*", "{'name':'A'}"), 412, "precondition_failed");
        problem(patch(owner(), id, "nonsense", "{'name':'A'}"), 412, "precondition_failed");
        assertThat(etag(patch(owner(), id, "\"1\"", "{}").expectStatus().isOk())).isEqualTo("\"1\"");
    }

    @Test
    void acceptsPlainJsonAsAPatchToo() {
        UUID id = register("owner");

        owner().patch()
                .uri("/facilities/" + id)
                .header(HttpHeaders.IF_MATCH, "\"1\"")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\":\"Carport\"}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Carport");
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        JsonNode begun = json(post(owner(), "{\"name\":\" \",\"owner_role\":\"king\"}").expectStatus().isBadRequest());
        UUID id = register("owner_operator");
        JsonNode edited = json(patch(owner(), id, "\"1\"", """
                {'name':'','installer':{'system_size_kw_dc':0,'system_size_kw_ac':10000000,
                 'commercial_operation_date':'9999-01-01'},'finance':{'type':'gold'},'address':{'country':'XX'},
                 'utility_provider':{'id':'atlantis'},'registration':{'step':'end'},'colour':'red'}""").expectStatus()
                .isBadRequest());

        assertThat(fields(begun)).containsExactlyInAnyOrder("name", "owner_role");
        assertThat(fields(edited)).containsExactlyInAnyOrder("name", "installer.system_size_kw_dc",
                "installer.system_size_kw_ac", "installer.commercial_operation_date", "finance.type",
                "address.country", "utility_provider.id", "registration.step", "colour");
        get(owner(), id).expectHeader().valueEquals(HttpHeaders.ETAG, "\"1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "'; drop table facilities; --", "${7*7} {{7*7}}",
            "=cmd|' /C calc'!A0", "屋根 ☀️ \u0041\u030a"})
    void keepsWhatPeopleTypeAsText(String name) {
        JsonNode created = json(post(owner(), JsonMapper.shared().writeValueAsString(Map.of("name", name, "owner_role",
                "owner"))).expectStatus().isCreated());

        JsonNode read = json(get(owner(), UUID.fromString(created.path("id").asString())).expectHeader()
                .contentType(MediaType.APPLICATION_JSON));

        assertThat(read.path("name").asString()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\nb", "a\\u202eb", "a\\u2029b", "a\\udc00b"})
    void refusesWhatCannotBeSeen(String name) {
        JsonNode answer = json(post(owner(), "{\"name\":\"" + name + "\",\"owner_role\":\"owner\"}").expectStatus()
                .isBadRequest());

        assertThat(fields(answer)).containsExactly("name");
    }

    private static List<String> fields(JsonNode problem) {
        return problem.path("errors").valueStream().map(error -> error.path("field").asString()).toList();
    }
}
