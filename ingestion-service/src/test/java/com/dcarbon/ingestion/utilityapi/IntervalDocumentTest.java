// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Reading;
import com.dcarbon.ingestion.line.StopFetching;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.ingestion.source.ReadingSpool;
import com.dcarbon.ingestion.source.SeriesChoice;
import com.dcarbon.ingestion.source.Slice;
import com.dcarbon.ingestion.source.SpoolFolder;
import com.dcarbon.ingestion.utilityapi.rules.Span;

import tools.jackson.databind.json.JsonMapper;

/** From an answer's bytes to sorted readings. */
class IntervalDocumentTest {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx");
    private static final Span ALWAYS = new Span(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

    private final JsonMapper json = JsonMapper.shared();
    private final Notes notes = new Notes();
    @TempDir
    private Path directory;

    private Optional<String> next = Optional.empty();

    private List<Slice> read(Span wanted, String... documents) throws IOException {
        try (SpoolFolder folder = SpoolFolder.in(directory, Instant.now())) {
            var spool = new ReadingSpool(folder);
            ApiMeter meter = ApiMeter.of(json.readTree("{\"uid\":\"7\"}"));
            var taker = new ReadingTaker(List.of(meter), wanted, spool, notes);
            for (String document : documents) {
                Path file = Files.writeString(folder.newFile(), document);
                taker.open(file.getFileName().toString(), "7");
                next = IntervalDocument.read(json, file, taker);
            }
            List<Slice> slices = new ArrayList<>();
            try (var sorted = spool.sorted(SeriesChoice.ALL)) {
                for (List<Slice> some = sorted.nextSlices(); !some.isEmpty(); some = sorted.nextSlices()) {
                    slices.addAll(some);
                }
            }
            return slices;
        }
    }

    private static String object(String updated, String readings) {
        return "{\"intervals\":[{\"readings\":[" + readings + "],\"extra\":{\"a\":[1,{\"b\":2}]},\"meter_uid\":\"7\","
                + "\"updated\":\"" + updated + "\",\"base\":{\"x\":null,\"qualities\":[\"revenue\"]}}],\"next\":null}";
    }

    private static String reading(ZonedDateTime start, String kwh) {
        return "{\"start\":\"" + LOCAL.format(start) + "\",\"end\":\"" + LOCAL.format(start.plusMonths(1))
                + "\",\"kwh\":" + kwh + "}";
    }

    @ParameterizedTest
    @CsvSource({"2026-03-08,92", "2026-11-01,100", "2026-06-01,96"})
    void aDayHasAsManyQuarterHoursAsItHasWhenTheClockIsChangedThoughTheEndsAreWrong(LocalDate day, int quarters)
            throws IOException {
        List<String> readings = new ArrayList<>();
        for (ZonedDateTime time = day.atStartOfDay(PACIFIC); time.isBefore(
                day.plusDays(1).atStartOfDay(PACIFIC)); time = time.plusMinutes(15)) {
            readings.addFirst(reading(time, "0.1"));
        }

        Slice slice = read(ALWAYS, object("2026-12-01T00:00:00+00:00", String.join(",", readings))).getFirst();

        assertThat(slice.readings()).hasSize(quarters).allSatisfy(each -> {
            assertThat(each.seconds()).isEqualTo(900);
            assertThat(each.quality()).isEqualTo(19);
            assertThat(each.wattHours()).isEqualByComparingTo("100");
        });
        assertThat(slice.readings().getFirst().start()).isEqualTo(day.atStartOfDay(PACIFIC).toEpochSecond());
        assertThat(slice.readings().getLast().end()).isEqualTo(day.plusDays(1).atStartOfDay(PACIFIC).toEpochSecond());
    }

    @Test
    void ofTwoObjectsForTheSameTimeTheOneCountsThatWasUpdatedLast() throws IOException {
        ZonedDateTime first = ZonedDateTime.parse("2026-06-01T00:00:00Z");
        String readings = reading(first, "2") + "," + reading(first.plusMinutes(15), "2");

        List<Slice> slices = read(ALWAYS, object("2026-07-02T00:00:00.1+00:00", readings),
                object("2026-07-01T00:00:00+00:00", readings.replace(":2}", ":1}")));

        assertThat(slices).singleElement().satisfies(slice -> {
            assertThat(slice.direction()).isEqualTo(Direction.NET);
            assertThat(slice.readings()).extracting(Reading::value).containsExactly(2L, 2L);
        });
    }

    @Test
    void aFewReadingsAreAsLongAsThoseOfTheMetersOtherObjects() throws IOException {
        ZonedDateTime first = ZonedDateTime.parse("2026-06-01T00:00:00Z");
        String all = reading(first, "1") + "," + reading(first.plusMinutes(15), "1") + ","
                + reading(first.plusMinutes(30), "1") + "," + reading(first.plusMinutes(60), "1") + ","
                + reading(first.plusMinutes(75), "1");
        String corrected = reading(first.plusMinutes(15), "5") + "," + reading(first.plusMinutes(75), "5");
        String both = object("2026-07-01T00:00:00+00:00", all).replace("}],\"next\":null}", "},")
                + object("2026-07-02T00:00:00+00:00", corrected).replace("{\"intervals\":[", "");

        List<Slice> slices = read(ALWAYS, both);

        assertThat(slices).flatExtracting(Slice::readings).extracting(Reading::value, Reading::seconds)
                .containsExactly(tuple(1L, 900), tuple(5L, 900), tuple(1L, 900), tuple(1L, 900), tuple(5L, 900));
    }

    @Test
    void oneReadingThatBeginsAtAnOddSecondMakesNoOtherShort() throws IOException {
        ZonedDateTime first = ZonedDateTime.parse("2026-06-01T00:00:00Z");
        String readings = reading(first, "1") + "," + reading(first.plusMinutes(15), "1") + ","
                + reading(first.plusMinutes(30), "1") + "," + reading(first.plusMinutes(30).plusSeconds(1), "1") + ","
                + reading(first.plusMinutes(45), "1");

        assertThat(read(ALWAYS, object("2026-07-01T00:00:00+00:00", readings))).flatExtracting(Slice::readings)
                .extracting(Reading::seconds).containsExactly(900, 900, 1, 899, 900);
    }

    @Test
    void aNumberBeyondAllBoundsIsUnreadableHoweverItIsWritten() throws IOException {
        ZonedDateTime first = ZonedDateTime.parse("2026-06-01T00:00:00Z");

        List<Slice> slices = read(ALWAYS, object("2026-07-01T00:00:00+00:00", reading(first, "1e99999999999") + ","
                + reading(first.plusMinutes(15), "\"1e99999999999\"") + "," + reading(first.plusMinutes(30), "2"))
                .replace("\"7\"", "7"));

        assertThat(slices).flatExtracting(Slice::readings).extracting(Reading::value).containsExactly(2L);
        assertThat(notes.counts()).containsEntry("unreadable_value", 2L);
    }

    @Test
    void keepsWhatItUnderstandsAndNotesTheRest() throws IOException {
        List<Slice> slices = read(ALWAYS, """
                {"next":"https://utilityapi.com/api/v2/intervals?after=1","new":[[]],"intervals":[
                 {"meter_uid":"8","readings":[{"start":"2026-06-01T00:00:00Z"}]},
                 {"meter_uid":"7","updated":null,"base":null,"readings":[
                  {"start":"2026-06-01T01:00:00-07:00","end":"2026-06-01T02:00:00-07:00","kwh":"1.5","datapoints":[]},
                  {"start":"yesterday","end":null,"kwh":1},
                  {"start":"2026-06-01T00:00:00-07:00","end":"2026-06-01T01:00:00-07:00","kwh":null,"datapoints":null}
                 ]}]}""");

        assertThat(slices).singleElement().satisfies(slice -> assertThat(slice.readings()).singleElement()
                .satisfies(each -> {
                    assertThat(each.seconds()).isEqualTo(3_600);
                    assertThat(each.wattHours()).isEqualByComparingTo("1500");
                    assertThat(each.updated()).isZero();
                }));
        assertThat(next).contains("https://utilityapi.com/api/v2/intervals?after=1");
        assertThat(notes.counts()).containsOnlyKeys("meter_not_asked_for", "unreadable_time", "no_value");
    }

    /** As in examples of the documentation: no meter, quarter hours that end a month later, demand beside energy. */
    @Test
    void readingsOfAnObjectThatNamesNoMeterAreThoseOfTheMeterThatWasAskedFor() throws IOException {
        String quarter = """
                {"start":"2026-01-07T0%s:00.000000-07:00","end":"2026-02-05T0%s:00.000000-07:00","kwh":%s,"datapoints":[
                  {"type":"net","unit":"kwh","value":%s},{"type":"max","unit":"kw","value":80.5}]}""";

        List<Slice> slices = read(ALWAYS, "{\"intervals\":[{\"readings\":["
                + quarter.formatted("8:30", "8:45", "17.2", "17.2") + ","
                + quarter.formatted("8:15", "8:30", "9.5", "9.5") + ","
                + quarter.formatted("8:00", "8:15", "13.0", "13.0") + "]}],\"next\":\"null\"}");

        assertThat(slices).singleElement().satisfies(slice -> {
            assertThat(slice.readings()).extracting(Reading::seconds).containsExactly(900, 900, 900);
            assertThat(slice.readings()).extracting(each -> each.wattHours().intValueExact())
                    .containsExactly(13_000, 9_500, 17_200);
        });
        assertThat(next).isEmpty();
        assertThat(notes.notUnderstood()).isEmpty();
    }

    @Test
    void tellsWhereItDidNotUnderstandSomething() throws IOException {
        String many = "{\"start\":\"soon\"},".repeat(9);

        read(ALWAYS,
                """
                        {"intervals":[{"meter_uid":"7","readings":[]},{"meter_uid":"7","base":{"qualities":["shiny"]},"readings":[
                         %s{"start":"2026-06-01T01:00:00Z","end":"2026-06-01T02:00:00Z","kwh":"n/a"},
                         {"start":"2026-06-01T02:00:00Z","end":"2026-06-01T03:00:00Z","kwh":1,"datapoints":[
                           {"type":"fwd","unit":"kwh","value":1},{"type":"fwd","unit":"kwh","value":2}]},
                         {"start":"2026-06-01T03:00:00Z","end":"2026-06-01T04:00:00Z","kwh":null}]}]}"""
                        .formatted(many));

        assertThat(notes.notUnderstood()).extracting(each -> each.reason() + " " + each.amount() + " "
                + each.places().size() + " " + each.places().getLast().where()).containsExactly(
                        "unreadable_time 9 5 intervals[1].readings[4], unreadable_time",
                        "unreadable_value 1 1 intervals[1].readings[9], unreadable_value",
                        "unknown_quality 1 1 intervals[1], quality_shiny",
                        "contradicting_values 1 1 intervals[1].readings[10], further_delivered");
    }

    @Test
    void leavesOutWhatLiesOutsideThePeriodAndWhatIsLongerThanADay() throws IOException {
        ZonedDateTime first = ZonedDateTime.parse("2026-06-01T00:00:00Z");
        var wanted = new Span(first.plusMinutes(15).toInstant(), first.plusMinutes(30).toInstant());

        assertThat(read(wanted, object("2026-07-02T00:00:00Z",
                reading(first, "1") + "," + reading(first.plusMinutes(15), "2") + "," + reading(first.plusMinutes(30),
                        "3"))))
                .singleElement()
                .satisfies(slice -> assertThat(slice.readings()).extracting(Reading::value).containsExactly(2L));
        assertThat(read(ALWAYS, object("2026-07-02T00:00:00Z", reading(first, "1")))).isEmpty();
        assertThat(notes.counts()).containsKey("longer_than_a_day");
    }

    @ParameterizedTest
    @CsvSource({"''", "<html>", "[]", "{}", "{\"intervals\":[{\"readings\":[{"})
    void refusesWhatIsNoListOfIntervals(String document) {
        StopFetching stop = catchThrowableOfType(StopFetching.class, () -> read(ALWAYS, document));

        assertThat(stop.outcome()).isInstanceOfSatisfying(FetchOutcome.Failed.class,
                failed -> assertThat(failed.reason()).isEqualTo(FetchFailure.MALFORMED_FEED));
    }
}
