// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

import com.dcarbon.audit.AuditServiceIT;
import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.platform.ids.Ids;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log as a file. */
class ExportIT extends AuditServiceIT {
    private static final String HEADINGS = "id,event_type,timestamp,user_id,facility_id,authorization_id,ip_address,details";

    @Test
    void isAFileForSpreadsheetsThatRunsNothing() {
        UUID facility = Ids.next();
        UUID id = publish(new AuditRecord("operator_invited", NOON, user, facility, null, "203.0.113.7",
                Map.of("note", "a, \"b\""))).id();
        publish(new AuditRecord("facility_updated", NOON.plusSeconds(1), "=cmd|'/c calc'!A1", facility, null, null,
                Map.of()));
        // Looking at a facility is an entry about it, too.
        String both = "from=2026-11-20T12:00:00Z&to=2026-11-20T12:00:02Z&facility_id=" + facility;
        await().atMost(PATIENCE).until(() -> page(both).path("items").size() == 2);

        String file = file("?format=csv&sort=timestamp&" + both, "text/csv;charset=UTF-8", "csv");

        List<String> lines = file.lines().toList();
        assertThat(lines).hasSize(3).first().isEqualTo(HEADINGS);
        assertThat(lines.get(1)).isEqualTo("%s,operator_invited,2026-11-20T12:00:00Z,%s,%s,,203.0.113.7,"
                .formatted(id, user, facility) + "\"{\"\"note\"\":\"\"a, \\\"\"b\\\"\"\"\"}\"");
        assertThat(lines.get(2)).contains(",\"'=cmd|'/c calc'!A1\",");
        assertThat(file).endsWith("\r\n");
    }

    @Test
    void isOneEntryPerLineAsTheSearchShowsThem() {
        for (int number = 0; number < 3; number++) {
            publish(audited("event_" + number, NOON.plusSeconds(number)));
        }
        awaitEntries(3);

        String file = file("?format=ndjson&user_id=" + user, "application/x-ndjson", "ndjson");

        List<JsonNode> lines = file.lines().map(line -> JsonMapper.shared().readTree(line)).toList();
        assertThat(lines).containsExactlyElementsOf(page("user_id=" + user).path("items").valueStream().toList());
    }

    @ParameterizedTest
    @CsvSource({"csv, 1", "ndjson, 0"})
    void isWholeWhateverItsSize(String format, int headings) throws SQLException {
        try (var connection = database.asGuest().connect(); var statement = connection.createStatement()) {
            statement.execute(
                    """
                            select append_audit_entry(gen_random_uuid(), 'meters_imported', timestamptz '2026-01-01' + n / 7 * interval '1 second',
                                '%s', null, null, '{"n":' || n || '}', timestamptz '2026-01-01', '203.0.113.7', '{}')
                            from generate_series(1, 3500) n"""
                            .formatted(user));
        }

        String file = file("?format=%s&user_id=%s".formatted(format, user), null, format);

        assertThat(file.lines().skip(headings).map(line -> line.replaceAll(".*\\bn\\W+(\\d+)\\W*$", "$1")).distinct())
                .hasSize(3_500);
        assertThat(file.lines()).hasSize(3_500 + headings);
    }

    @Test
    void isItselfRecordedBeforeItsFirstByte() {
        file("?format=csv&user_id=" + user, null, "csv");

        AuditRecord exported = (AuditRecord) kafka.awaitEvent(Topic.AUDIT,
                event -> event.type().equals("data_exported") && event.data() instanceof AuditRecord audited
                        && audited.details().toString().contains(user))
                .data();
        assertThat(exported.userId()).isEqualTo("admin");
        assertThat(exported.ipAddress()).isNotBlank();
        assertThat(exported.details()).isEqualTo(
                Map.of("what", "audit_log", "format", "csv", "filters", Map.of("user_id", user)));
    }

    @ParameterizedTest
    @CsvSource({"'', format", "?format=pdf, format", "?format=csv&sort=details, sort",
            "?format=csv&event_type=Bad%20Name, event_type", "?format=csv&from=yesterday, from"})
    void saysWhichFieldCannotBeMeant(String query, String field) {
        get(admin(), "/export" + query).expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void isFetchedOnceByALinkWithoutAToken() {
        publish(audited("meters_imported", NOON));
        awaitEntries(1);
        String link = link("admin", "admin");

        String file = http().get().uri(link).exchange().expectStatus().isOk().expectBody(String.class).returnResult()
                .getResponseBody();

        assertThat(Objects.requireNonNull(file).lines()).hasSize(2).first().isEqualTo(HEADINGS);
        http().get().uri(link).exchange().expectStatus().isNotFound();
    }

    @Test
    void isNoMoreOpenByALinkThanWithoutOne() {
        http().get().uri(link("stranger", "commercial")).exchange().expectStatus().isForbidden();
    }

    private String link(String person, String role) {
        JsonNode offer = http().post()
                .uri("/downloads")
                .headers(headers -> headers.setBearerAuth(identityProvider.user(person, role).value()))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("path", "/audit-logs/export?format=csv&user_id=" + user))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        String url = Objects.requireNonNull(offer).path("url").asString();
        return url.substring(url.indexOf("/downloads"));
    }

    private String file(String query, @org.jspecify.annotations.Nullable String type, String extension) {
        var answer = get(admin(), "/export" + query).expectStatus()
                .isOk()
                .expectHeader()
                .valueMatches(HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"audit-log-\\d{8}-\\d{6}\\." + extension + "\"")
                .expectBody(String.class)
                .returnResult();
        if (type != null) {
            assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.CONTENT_TYPE)).isEqualTo(type);
        }
        return Objects.requireNonNull(answer.getResponseBody());
    }
}
