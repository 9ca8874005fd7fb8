// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OperatorStatus.ACCEPTED;
import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import org.springframework.http.MediaType;

import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;

/** An authorization as a file. */
class ExportIT extends AuthorizationServiceIT {
    private final ServicesAround services = new ServicesAround();
    private final String person = "person-" + UUID.randomUUID();

    @AfterEach
    void forgetWhatWasTold() {
        services.forget();
    }

    @Test
    void isATableThatASpreadsheetOpens() {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = authorized(person, facility, "pge");
        services.tellAll(facility);

        String csv = new String(exported(authorization, "csv", "text/csv;charset=UTF-8"), StandardCharsets.UTF_8);
        assertThat(csv).startsWith("\uFEFFUtility authorization record,")
                .contains("Name,Solar Łódź,", "Status,Active (authorized),", "\r\n1009876543,", "Intervals,8640,",
                        "attempt: 1",
                        ",Started,", ",Authorized,", person);
        var audited = (AuditRecord) kafka.awaitEvent(Topic.AUDIT, event -> event.type().equals("data_exported")
                && event.subject().equals(facility.toString())).data();
        assertThat(audited.userId()).isEqualTo("admin");
        assertThat(audited.authorizationId()).isEqualTo(authorization);
        assertThat(audited.details()).containsAllEntriesOf(Map.of("what", "authorization", "format", "csv"));
    }

    @Test
    void isADocumentThatNamesWhatIsMissing() throws IOException {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = authorized(person, facility, "pge");
        services.tellAll(facility);
        services.tell("audit_log", facility, aResponse().withStatus(503));

        try (var pdf = new PdfReader(exported(authorization, "pdf", "application/pdf"))) {
            String first = new PdfTextExtractor(pdf).getTextFromPage(1);
            assertThat(first).contains("Utility authorization record", authorization.toString(), "Solar Łódź",
                    "Not available", "Audit log", "(admin)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?format=", "?format=xml", "?format=CSV"})
    void knowsTwoFormats(String query) {
        read("/authorizations/" + UUID.randomUUID() + "/export" + query, admin().value()).expectStatus().isBadRequest()
                .expectBody().jsonPath("$.errors[0].field").isEqualTo("format");
    }

    @Test
    void isForAdministratorsOnly() {
        String operator = "operator-" + UUID.randomUUID();
        UUID facility = publish(UUID.randomUUID(), 1, person, OWNER_OPERATOR, operator, ACCEPTED, false);
        start(person, facility, "pge");
        String uri = "/authorizations/" + authorizationOf(facility) + "/export?format=csv";

        read(uri, token(person, "commercial")).expectStatus().isForbidden();
        read(uri, token(operator, "commercial")).expectStatus().isForbidden();
        read(uri, token("stranger", "commercial")).expectStatus().isNotFound();
        http.get().uri(uri).exchange().expectStatus().isUnauthorized();
        read("/authorizations/" + UUID.randomUUID() + "/export?format=pdf", admin().value()).expectStatus()
                .isNotFound();
    }

    @Test
    void isFetchedByALinkWithAllThatItsPersonMaySee() {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = authorized(person, facility, "pge");
        services.tellAll(facility);
        String offer = Objects.requireNonNull(http.post().uri("/downloads")
                .headers(headers -> headers.setBearerAuth(admin().value()))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"path\":\"/authorizations/%s/export?format=csv\"}".formatted(authorization))
                .exchange().expectStatus().isCreated().expectBody(String.class).returnResult().getResponseBody());
        String link = offer.replaceFirst(".*\"url\":\"([^\"]+)\".*", "$1");

        assertThat(link).startsWith("/downloads/authorizations?key=");
        http.get().uri(link).exchange().expectStatus().isOk().expectBody(String.class)
                .value(csv -> assertThat(csv).contains("\r\n1009876543,", "Intervals,8640,"));
        http.get().uri(link).exchange().expectStatus().isNotFound();
    }

    private byte[] exported(UUID authorization, String format, String type) {
        var result = read("/authorizations/%s/export?format=%s".formatted(authorization, format), admin().value())
                .expectStatus().isOk().expectHeader().valueEquals("Content-Type", type).expectHeader()
                .valueMatches("Content-Disposition",
                        "attachment; filename=\"authorization-%s-\\d{4}-\\d\\d-\\d\\d\\.%s\""
                                .formatted(authorization, format))
                .expectBody().returnResult();
        return Objects.requireNonNull(result.getResponseBody());
    }
}
