// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.dcarbon.events.EventKind;
import com.dcarbon.ingestion.espi.FeedFixture;
import com.dcarbon.platform.ids.Ids;

import tools.jackson.databind.JsonNode;

/** A meter's series from one import to the next. */
class SeriesIT extends OddUtilityTestBase {

    private void imports(int attempt, FeedFixture feed) {
        answers(batch, atom(feed.xml()));
        authorized("odd", attempt);
        // An import of what was missing may follow each of them.
        await(() -> count("""
                select count(*) from import_jobs
                 where facility_id = :id and kind = 'historical' and state = 'done'""") == attempt);
    }

    private FeedFixture flow(FeedFixture feed, int flow, long start, long... values) {
        return feed.readingType("t" + flow, flow, 0)
                .meterReading("1", "m" + flow, "t" + flow)
                .block("1", "m" + flow, "b" + flow, start, 900, values);
    }

    private String stored() {
        var found = new StringBuilder();
        for (JsonNode item : intervals(meters().get(0), "&start=2026-01-01&end=2026-01-03").path("items")) {
            found.append(item.path("direction").asString()).append(item.path("wh").asInt()).append(' ');
        }
        return found.toString().strip();
    }

    @Test
    void whatWasDeliveredAndTurnsOutToBeABalanceWasOneFromTheBeginning() {
        imports(1, flow(here().usagePoint("1"), 1, START, 5, 6));
        assertThat(stored()).isEqualTo("delivered5 delivered6");
        assertThat(meters().get(0).path("role").asString()).isEqualTo("consumption");

        imports(2, flow(here().usagePoint("1"), 1, START + 900, 6, -7, -8));
        assertThat(stored()).isEqualTo("net5 net6 net-7 net-8");
        assertThat(meters().get(0).path("role").asString()).isEqualTo("net");

        imports(3, flow(here().usagePoint("1"), 1, START + 3_600, 8));
        assertThat(stored()).isEqualTo("net5 net6 net-7 net-8 net8");
    }

    @Test
    void whatIsReceivedBelowZeroStaysAsItIsToldAndIsNoted() {
        imports(1, flow(here().usagePoint("1"), 19, START, -5, 6, -7));
        assertThat(stored()).isEqualTo("received-5 received6 received-7");
        assertThat(count("""
                select count(*) from import_jobs where facility_id = :id and notes->>'received_below_zero' = '2'"""))
                .isEqualTo(1);
    }

    @Test
    void administratorsAreToldOfReadingsInWhosePlaceAnotherWasTaken() {
        imports(1, here().usagePoint("1").readingType("t", 1, 0).meterReading("1", "m", "t")
                .block("1", "m", "b", START, 900, 5, 6).block("1", "m", "c", START + 1_350, 900, 7)
                .block("1", "m", "d", START, 900, 8));

        assertThat(count("select count(*) from quarantined_items where facility_id = :id and amount = 1 and reason in "
                + "('contradicted_reading', 'overlapping_reading')")).isEqualTo(2);
    }

    @Test
    void aFewWattHoursBelowZeroStayDeliveredAndAMeterOfGenerationHasNoBalance() {
        imports(1, flow(here().usagePoint("1"), 1, START, -1, 900, -1));
        assertThat(stored()).isEqualTo("delivered-1 delivered900 delivered-1");
        assertThat(meters().get(0).path("role").asString()).isEqualTo("consumption");
        assertThat(count("""
                select count(*) from import_jobs where facility_id = :id and notes->>'delivered_below_zero' = '2'"""))
                .isEqualTo(1);
        of("update meters set role = 'generation', role_set_at = now() where facility_id = :id");

        imports(2, flow(here().usagePoint("1"), 1, START + 2_700, -1, -2));

        assertThat(intervals(meters().get(0), "&start=2026-01-01&end=2026-01-03").path("items")).hasSize(5);
        assertThat(count("""
                select count(*) from interval_blocks block join meters m on m.id = block.meter_id
                 where m.facility_id = :id and block.direction <> 'delivered'""")).isZero();
    }

    @Test
    void aBalanceThatAFileBroughtGivesWayToTheOneThatWasTakenForDelivered() {
        imports(1, flow(here().usagePoint("1"), 1, START, 5, 6));
        of("""
                insert into interval_blocks (meter_id, direction, start_at, end_at, interval_seconds, power_of_ten,
                    values, qualities, source, changed_at)
                select id, 'net', to_timestamp(1767254400), to_timestamp(1767254400 + 900), 900, 0, '{97}', '{17}',
                    'upload', now() from meters where facility_id = :id""");
        of("""
                insert into meter_series select id, 'net', to_timestamp(1767250000), to_timestamp(1767255300), 900
                  from meters where facility_id = :id""");
        of("""
                insert into meter_series select id, 'received', to_timestamp(1767250000), to_timestamp(1767255300), 900
                  from meters where facility_id = :id""");

        imports(2, flow(here().usagePoint("1"), 1, START + 900, 6, -7, -8));

        assertThat(stored()).isEqualTo("net5 net6 net-7 net-8");
        assertThat(count("""
                select count(*) from meter_series series join meters m on m.id = series.meter_id
                 where m.facility_id = :id and series.direction = 'net'
                   and series.frontier = to_timestamp(1767254400 + 3600)""")).isEqualTo(1);
        assertThat(count("""
                select count(*) from meter_series series join meters m on m.id = series.meter_id
                 where m.facility_id = :id""")).isEqualTo(1);
    }

    private void of(String sql) {
        database.sql(sql).bind("id", facility).then().block();
    }

    @Test
    void whoeverHadAMeterFirstKeepsItWhenItsNumberIsToldLate() {
        String number = "M-" + facility;
        imports(1, flow(here().usagePoint("1"), 1, START, 5));
        database.sql(
                """
                        insert into meters (id, facility_id, authorization_id, provider_id, usage_point_id, utility_meter_id, role,
                            commodity, blocks, time_zone, source, created_at)
                        select :id, :id, :id, 'odd', 'x', :number, 'net', 'electricity', '{}', 'UTC', 'green_button',
                               created_at + interval '1 second' from meters where facility_id = :facility""")
                .bind("id", Ids.next())
                .bind("facility", facility)
                .bind("number", number)
                .then()
                .block();
        tellsNumber(number);

        imports(2, flow(here().usagePoint("1"), 1, START + 900, 6));

        assertThat(stored()).isEqualTo("delivered5 delivered6");
        assertThat(meters().get(0).path("utility_meter_id").asString()).isEqualTo(number);
    }

    private void tellsNumber(String number) {
        String customer = root + "/Batch/RetailCustomer/7";
        handOut(batch, customer);
        answers(customer, atom("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><content><Meter"
                + " xmlns=\"http://naesb.org/espi/customer\"><serialNumber>" + number
                + "</serialNumber></Meter></content></entry></feed>"));
    }

    @Test
    void aBalanceBesideBothOfItsPartsIsLeftOutAndOneAloneIsKept() {
        FeedFixture whole = here().usagePoint("1");
        flow(flow(flow(whole, 1, START, 5, 0), 19, START, 0, 3), 4, START, 5, -3);
        imports(1, whole);
        assertThat(stored()).isEqualTo("delivered5 received0 delivered0 received3");

        imports(2, flow(here().usagePoint("1"), 4, START + 1_800, 2));
        assertThat(stored()).isEqualTo("delivered5 received0 delivered0 received3 net2");
        assertThat(count("select count(*) from import_jobs where facility_id = :id and notes ? 'net_beside_both'"))
                .isEqualTo(1);
    }

    @Test
    void ofAMeterThatAnotherFacilityHasNothingIsImportedAndNoFacilityIsNamed() {
        String point = "SP-" + facility;
        String taken = FeedFixture.simple(1, START, 900, 5).xml()
                .replace("</ServiceCategory>", "</ServiceCategory><serviceDeliveryPoint><name>" + point
                        + "</name></serviceDeliveryPoint>");
        String more = here().usagePoint("2")
                .readingType("t2", 1, 0)
                .meterReading("2", "m2", "t2")
                .block("2", "m2", "b2", START, 900, 9)
                .xml();
        String entries = more.substring(more.indexOf("<entry>"), more.lastIndexOf("</feed>"));
        Objects.requireNonNull(database.sql("""
                insert into meters (id, facility_id, authorization_id, provider_id, usage_point_id, service_point, role,
                    commodity, blocks, time_zone, source, created_at)
                values (:id, :id, :id, 'odd', 'x', :point, 'net', 'electricity', '{}', 'UTC', 'green_button', now())""")
                .bind("id", Ids.next())
                .bind("point", point)
                .fetch()
                .rowsUpdated()
                .block());
        answers(batch, atom(taken));
        authorized("odd", 1);
        awaitSync("failed");
        assertThat(count("select count(*) from import_jobs where facility_id = :id and meters_announced")).isZero();

        answers(batch, atom(taken.replace("</feed>", entries + "</feed>")));
        authorized("odd", 2);

        JsonNode sync = awaitSync("done");
        assertThat(sync.path("last_error").path("code").asString()).isEqualTo("meter_elsewhere");
        assertThat(meters()).singleElement()
                .satisfies(meter -> assertThat(meter.path("usage_point_id").asString()).isEqualTo("2"));
        assertThat(stored()).isEqualTo("delivered9");
    }

    @Test
    void whatTheUtilityTellsTakesThePlaceOfWhatAFileSaid() {
        String number = "M-" + facility;
        UUID meter = Ids.next();
        database.sql("""
                insert into meters (id, facility_id, authorization_id, provider_id, usage_point_id, utility_meter_id,
                    role, commodity, blocks, time_zone, source, created_at)
                values (:id, :facility, :id, 'upload', '1', :number, 'net', 'electricity', '{}', 'America/Los_Angeles',
                    'upload', now())""")
                .bind("id", meter)
                .bind("facility", facility)
                .bind("number", number)
                .then()
                .block();
        for (long day : new long[]{START, START - 86_400}) {
            database.sql("""
                    insert into interval_blocks (meter_id, direction, start_at, end_at, interval_seconds, power_of_ten,
                        values, qualities, source, changed_at)
                    values (:id, 'net', to_timestamp(:day), to_timestamp(:day + 2700), 900, 0, '{97,98,99}',
                        '{17,17,17}', 'upload', now())""")
                    .bind("id", meter)
                    .bind("day", day)
                    .then()
                    .block();
        }
        tellsNumber(number);

        imports(1, flow(here().usagePoint("1"), 1, START, 5, 6).block("1", "m1", "b0", START - 172_800, 900, 4));

        assertThat(meters()).singleElement().satisfies(found -> {
            assertThat(found.path("id").asString()).isEqualTo(meter.toString());
            assertThat(found.path("source").asString()).isEqualTo("green_button");
        });
        assertThat(stored()).isEqualTo("delivered5 delivered6");
        assertThat(count("""
                select count(*) from interval_blocks block join meters m on m.id = block.meter_id
                 where m.facility_id = :id and block.source = 'upload'""")).isEqualTo(1);
        assertThat(count("""
                select count(*) from interval_block_revisions block join meters m on m.id = block.meter_id
                 where m.facility_id = :id and block.source = 'upload'""")).isEqualTo(1);
    }

    @Test
    void keepsWhatTheUtilitySaysAndNoticesAnotherAddressAndAnEnd() {
        String feed = FeedFixture.simple(1, START, 900, 5).xml();
        imports(1, flow(here().usagePoint("1"), 1, START, 5));
        database.sql("update meters set service_address = 'Old Road 1' where facility_id = :id")
                .bind("id", facility)
                .then()
                .block();
        String customer = root + "/Batch/RetailCustomer/7";
        handOut(batch, customer);
        answers(customer, atom("""
                <feed xmlns="http://www.w3.org/2005/Atom"><entry><content><ServiceLocation
                xmlns="http://naesb.org/espi/customer"><mainAddress><streetDetail><addressGeneral>New Road 2
                </addressGeneral></streetDetail></mainAddress></ServiceLocation></content></entry></feed>"""));
        answers(batch, atom(feed.replace("</ServiceCategory>", "</ServiceCategory><status>0</status>")));
        authorized("odd", 2);
        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == 2);

        JsonNode meter = meters().get(0);
        assertThat(meter.path("service_address").asString()).contains("New Road 2");
        assertThat(meter.path("former_service_address").asString()).isEqualTo("Old Road 1");
        assertThat(meter.path("address_changed_at").isString()).isTrue();
        assertThat(meter.path("status").asString()).isEqualTo("inactive");
        assertThat(meter.path("status_since").isString()).isTrue();
        assertThat(count("""
                select count(*) from meters where facility_id = :id
                   and provider_record->'elements'->>'status' = '0'
                   and provider_record->>'usage_point' = '1'""")).isEqualTo(1);
    }
}
