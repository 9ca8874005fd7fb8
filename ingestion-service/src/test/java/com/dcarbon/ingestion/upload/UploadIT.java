// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.upload;

import static com.dcarbon.ingestion.espi.FeedFixture.feed;
import static com.dcarbon.ingestion.espi.FeedFixture.simple;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.StatusAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.platform.ids.Ids;

import tools.jackson.databind.JsonNode;

/** Files that people bring. */
class UploadIT extends IngestionTestBase {
    private static final long START = 1_767_254_400;
    private static final String PIECES = """
            select count(*) from upload_pieces piece join uploads upload on upload.id = piece.upload_id
             where upload.facility_id = :id""";
    private static final String KEPT = """
            select count(*) from raw_documents document join import_jobs job on job.id = document.job_id
              join uploads upload on upload.id = job.authorization_id
              join raw_payloads payload on payload.id = document.payload_id
             where job.facility_id = :id and payload.sha256 = encode(upload.sha256, 'hex')
               and document.name = 'https://upload.invalid/' || upload.id""";

    @Autowired
    private Uploads uploads;

    private ResponseSpec upload(WebTestClient client, String part, String content) {
        var form = new MultipartBodyBuilder();
        form.part("comment", "of the roof");
        form.part(part, new ByteArrayResource(content.getBytes(StandardCharsets.ISO_8859_1)) {
            @Override
            public String getFilename() {
                return "usage.xml";
            }
        }, MediaType.APPLICATION_XML);
        return client.post()
                .uri("/facilities/" + facility + "/green-button-files")
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .bodyValue(form.build())
                .exchange();
    }

    private JsonNode taken(String content) {
        return json(upload(user(owner), "file", content).expectStatus().isAccepted());
    }

    @Test
    void importsAFileOnceHoweverOftenItIsBrought() {
        facilityExists();
        String file = simple(19, START, 900, 5, 6, 7).xml();

        JsonNode taken = taken(file);

        awaitSync("done");
        JsonNode meter = meters().get(0);
        assertThat(meter.path("source").asString()).isEqualTo("upload");
        assertThat(meter.path("authorization_id").asString()).isEqualTo(taken.path("id").asString());
        assertThat(intervals(meter, "&start=2026-01-01&end=2026-01-02").path("items")).hasSize(3);
        var told = (IntervalDataImported) awaitEvent(EventKind.INTERVAL_DATA_IMPORTED).data();
        assertThat(told.kind()).isEqualTo(ImportKind.UPLOAD);
        assertThat(told.authorizationId()).isNull();
        assertThat(told.start().getEpochSecond()).isEqualTo(START);
        assertThat(told.end().getEpochSecond()).isEqualTo(START + 2_700);
        assertThat(taken(file)).isEqualTo(taken);
        await(() -> audited("green_button_file_uploaded").size() == 1);
        assertThat(count("select count(*) from import_jobs where facility_id = :id")).isEqualTo(1);
        assertThat(events(EventKind.METERS_IMPORTED)).isEmpty();
        user(owner).post().uri("/facilities/" + facility + "/sync").exchange().expectStatus().isEqualTo(409);
    }

    @Test
    void daysBeginWhereTheFileSaysThatItsLocalTimeIs() {
        facilityExists();
        taken(simple(1, START, 900, 5, 6).entry("", "<LocalTimeParameters xmlns='http://naesb.org/espi'>"
                + "<dstOffset>3600</dstOffset><tzOffset>-18000</tzOffset></LocalTimeParameters>").xml());
        awaitSync("done");

        assertThat(meters().get(0).path("time_zone").asString()).isEqualTo("America/New_York");

        taken(simple(1, START - 7_200, 900, 3, 4).xml());
        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == 2);

        assertThat(meters()).singleElement()
                .satisfies(meter -> assertThat(meter.path("time_zone").asString()).isEqualTo("America/New_York"));
        assertThat(count("""
                select count(*) from interval_blocks b join meters m on m.id = b.meter_id where m.facility_id = :id"""))
                .as("both files tell of one day in New York, and of two at the Pacific").isEqualTo(1);
    }

    @Test
    void furtherFilesAddToTheSameMeter() {
        facilityExists();
        taken(simple(1, START, 900, 5, 6).xml());
        awaitSync("done");
        taken(simple(1, START + 900, 900, 6, 7).xml());
        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == 2);

        assertThat(meters()).singleElement()
                .satisfies(meter -> assertThat(intervals(meter, "&start=2026-01-01&end=2026-01-02").path("items"))
                        .extracting(item -> item.path("wh").asInt())
                        .containsExactly(5, 6, 7));
    }

    @Test
    void whatFurtherFilesSayHasToBeAcceptedAgain() {
        facilityExists();
        taken(simple(1, START, 900, 5, 6).xml());
        awaitSync("done");
        String accept = "/meters/" + meters().get(0).path("id").asString() + "/accept-upload";
        String etag = etag(admin().post().uri(accept).exchange().expectStatus().isOk());
        assertThat(accepted()).isEqualTo(1);

        taken(simple(1, START + 900, 900, 6, 7).xml());
        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == 2);

        assertThat(accepted()).isZero();
        assertThat(etag(admin().post().uri(accept).exchange().expectStatus().isOk())).isNotEqualTo(etag);
        assertThat(accepted()).isEqualTo(1);
    }

    private static String etag(ResponseSpec answer) {
        return json(answer).path("etag").asString();
    }

    private long accepted() {
        return count("select count(*) from meters where facility_id = :id and upload_accepted_at is not null");
    }

    @Test
    void filesOfTwoCustomersAreTwoMeters() {
        facilityExists();
        String file = simple(1, START, 900, 5, 6).xml();
        taken(file.replace("/Subscription/7/", "/RetailCustomer/7/"));
        awaitSync("done");
        taken(file.replace("/Subscription/7/", "/RetailCustomer/8/"));
        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == 2);

        assertThat(meters()).extracting(meter -> meter.path("usage_point_id").asString())
                .containsExactlyInAnyOrder("7/1", "8/1");
    }

    @ParameterizedTest
    @CsvSource({"words,422,not_green_button,not well-formed", "html,422,not_green_button,root",
            "dtd,422,not_green_button,document type", "cut,422,not_green_button,line",
            "zip,415,unsupported_media_type,unpack", "empty,422,not_green_button,not well-formed",
            "gas,422,nothing_to_import,service_category_1", "power,422,nothing_to_import,uom_38",
            "silent,422,nothing_to_import,IntervalReading", "large,413,payload_too_large,65536 bytes",
            "unnamed,400,invalid_request,file"})
    void saysWhatIsWrongWithAFile(String kind, int status, String code, String words) {
        facilityExists();
        String good = simple(1, START, 900, 5).xml();
        String content = switch (kind) {
            case "words" -> "5 kWh";
            case "html" -> "<html><body/></html>";
            case "dtd" -> "<!DOCTYPE feed [<!ENTITY e \"x\">]>" + good;
            case "cut" -> good.substring(0, good.length() / 2);
            case "zip" -> "PK\u0003\u0004 and so on";
            case "empty" -> "";
            case "gas" -> good.replace("<kind>0</kind>", "<kind>1</kind>");
            case "power" -> good.replace("<uom>72</uom>", "<uom>38</uom>");
            case "silent" -> feed().usagePoint("1").xml();
            case "large" -> good + " ".repeat(70_000);
            default -> good;
        };

        JsonNode problem = json(upload(user(owner), kind.equals("unnamed") ? "data" : "file", content).expectStatus()
                .isEqualTo(status));

        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.toString()).contains(words);
        assertThat(sync().path("state").asString()).isEqualTo("never");
    }

    @Test
    void wantsAForm() {
        facilityExists();

        user(owner).post()
                .uri("/facilities/" + facility + "/green-button-files")
                .contentType(MediaType.APPLICATION_XML)
                .bodyValue(simple(1, START, 900, 5).xml())
                .exchange()
                .expectStatus()
                .isEqualTo(415);
    }

    @Test
    void isForWhoeverMayAuthorize() {
        facilityExists(OwnerRole.OWNER, OperatorStatus.ACCEPTED, 1);
        String file = simple(1, START, 900, 5).xml();

        upload(user(operator), "file", file).expectStatus().isAccepted();
        upload(user(owner), "file", file).expectStatus().isForbidden();
        upload(admin(), "file", file).expectStatus().isForbidden();
        upload(user("stranger"), "file", file).expectStatus().isNotFound();
        upload(nobody(), "file", file).expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @CsvSource({"true,meter_elsewhere", "false,meter_connected"})
    void claimsNoMeterThatIsConnected(boolean elsewhere, String code) {
        facilityExists();
        String point = "SP-" + facility;
        UUID holder = elsewhere ? Ids.next() : facility;
        connected(holder, point);
        String file = simple(1, START, 900, 5).xml()
                .replace("</ServiceCategory>", "</ServiceCategory><ServiceDeliveryPoint><name>" + point
                        + "</name></ServiceDeliveryPoint>");

        taken(file);

        JsonNode sync = awaitSync("failed");
        assertThat(sync.path("last_error").path("code").asString()).isEqualTo(code);
        assertThat(sync.path("last_error").path("retryable").asBoolean()).isFalse();
        assertThat(sync.path("last_error").toString()).doesNotContain(holder.toString());
        assertThat(meters()).hasSize(elsewhere ? 0 : 1);
        assertThat(events(EventKind.INTERVAL_DATA_IMPORTED)).isEmpty();
        assertThat(events(EventKind.SYNC_FAILED)).isEmpty();

        database.sql("update meters set released_at = now() where service_point = :point")
                .bind("point", point)
                .then()
                .block();
        taken(file);
        awaitSync("done");
    }

    private void connected(UUID holder, String point) {
        Objects.requireNonNull(database.sql("""
                insert into meters (id, facility_id, authorization_id, provider_id, usage_point_id, service_point, role,
                    commodity, blocks, time_zone, source, created_at)
                values (:id, :facility, :id, 'plain', 'x', :point, 'net', 'electricity', '{}', 'UTC', 'green_button',
                    now())""")
                .bind("id", Ids.next())
                .bind("facility", holder)
                .bind("point", point)
                .fetch()
                .rowsUpdated()
                .block());
    }

    @Test
    void staysInTheArchiveAndCanBeImportedAgainLikeWhatUtilitiesSend() {
        facilityExists();
        taken(simple(1, START, 900, 5, 6).xml());
        awaitSync("done");
        await(() -> count(KEPT) == 1);
        admin().post().uri("/meters/" + meters().get(0).path("id").asString() + "/accept-upload").exchange()
                .expectStatus().isOk();
        count("""
                with gone as (delete from interval_blocks
                               where meter_id in (select id from meters where facility_id = :id) returning *)
                select count(*) from gone""");

        reparse().isAccepted();

        await(() -> count("select count(*) from import_jobs where facility_id = :id and state = 'done'") == 2);
        assertThat(intervals(meters().get(0), "&start=2026-01-01&end=2026-01-02").path("items"))
                .extracting(item -> item.path("wh").asInt())
                .containsExactly(5, 6);
        assertThat(accepted()).as("it may be understood otherwise now").isZero();
        assertThat(count(KEPT)).as("it has not come again").isEqualTo(1);
        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == 2);
        assertThat(events(EventKind.INTERVAL_DATA_IMPORTED))
                .allMatch(event -> ((IntervalDataImported) event.data()).kind() == ImportKind.UPLOAD);

        admin().method(HttpMethod.DELETE).uri("/facilities/" + facility + "/raw-payloads")
                .contentType(MediaType.APPLICATION_JSON).bodyValue("{\"confirm\":true}")
                .exchange().expectStatus().isOk();
        assertThat(count(KEPT) + count(PIECES)).isZero();
        reparse().isNotFound();
    }

    private StatusAssertions reparse() {
        UUID job = Objects.requireNonNull(database
                .sql("select id from import_jobs where facility_id = :id and attempt_key = 'upload-1'")
                .bind("id", facility)
                .map(row -> row.get("id", UUID.class))
                .one()
                .block());
        return admin().post().uri("/imports/" + job + "/reparse").exchange().expectStatus();
    }

    @Test
    void isKeptUntilItsImportIsOver() {
        facilityExists();
        taken(simple(1, START, 900, 5).xml());
        awaitSync("done");
        assertThat(count(PIECES)).isEqualTo(1);

        uploads.forgetFinished().block();

        assertThat(count(PIECES)).isZero();
    }
}
