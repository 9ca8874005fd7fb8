// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.dcarbon.ingestion.espi.FeedFixture;

import tools.jackson.databind.JsonNode;

/** What was not understood of what utilities sent is told, and looked at again with it. */
class QuarantineIT extends ArchiveTestBase {

    @Test
    void quarantinesWhatWasLeftOutBecauseNothingTellsWhatItMeans() throws Exception {
        imported(1, FeedFixture.feed().usagePoint("1").readingType("t", 1, 0).meterReading("1", "m", "t")
                .block("1", "m", "b", START, 900, 1, 2, 333)
                .block("1", "another", "c", START, 900, 5)
                .xml().replace("<value>333</value>", "<value>Olivia</value>"));

        JsonNode items = quarantine();
        assertThat(items).allSatisfy(item -> {
            assertThat(item.path("job_id").asString()).isEqualTo(job(1).toString());
            assertThat(item.path("documents").asLong()).isEqualTo(1);
            assertThat(item.path("amount").asLong()).isEqualTo(1);
            assertThat(item.path("places")).singleElement().satisfies(
                    place -> assertThat(place.path("document").asString()).contains(path));
        });
        assertThat(items).extracting(item -> item.path("reason").asString() + ": "
                + item.path("places").get(0).path("where").asString().replaceAll(" of .*/MeterReading", " of "))
                .containsExactlyInAnyOrder("untied_block: line 3, IntervalBlock of /another/IntervalBlock/c",
                        "unreadable_value: line 3, IntervalBlock of /m/IntervalBlock/b, reading 3, value");
        assertThat(items.toString()).doesNotContain("Olivia");

        run("update quarantined_items set places = '[]' where facility_id = :id");
        admin().post().uri("/imports/" + job(1) + "/reparse").exchange().expectStatus().isAccepted();
        await(() -> count("select count(*) from import_jobs where facility_id = :id and state = 'done'") == 2);
        assertThat(quarantine()).as("what is found again is no further item").isEqualTo(items);
    }

    @Test
    void readAgainWhatIsDoubtfulStaysSoAndWhatIsUnderstoodNowIsForgotten() throws Exception {
        imported(1, simple().replace("</feed>", FeedFixture.simple(1, START, 900, 11).xml()
                .replaceFirst("(?s)^.*?(?=<entry>)", "")));
        run("""
                insert into quarantined_items (id, job_id, facility_id, provider_id, reason, detail, amount, found_at)
                select gen_random_uuid(), id, facility_id, provider_id, 'no_start', 'left out', 1, now()
                  from import_jobs where facility_id = :id""");
        assertThat(reasons()).containsExactlyInAnyOrder("contradicted_reading", "no_start");

        admin().post().uri("/imports/" + job(1) + "/reparse").exchange().expectStatus().isAccepted();

        await(() -> count("select count(*) from import_jobs where facility_id = :id and state = 'done'") == 2);
        assertThat(reasons()).containsExactly("contradicted_reading");
    }

    private List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        quarantine().forEach(item -> reasons.add(item.path("reason").asString()));
        return reasons;
    }

    @Test
    void quarantinesAFeedThatIsRefusedWithTheElementAtFaultBesideItsDocument() throws Exception {
        answers("<feed xmlns='http://www.w3.org/2005/Atom'>\n<entry></feed>");
        authorized("plain");

        await(() -> !quarantine().isEmpty());
        JsonNode item = quarantine().get(0);

        assertThat(item.path("reason").asString()).isEqualTo("malformed_feed");
        assertThat(item.path("detail").asString()).contains("line 2");
        await(() -> quarantine().get(0).path("documents").asLong() == 1);
        awaitSync("failed");
    }

    private JsonNode quarantine() {
        return json(call(admin(), "/quarantine?facility_id=" + facility).expectStatus().isOk()).path("items");
    }
}
