// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.feed;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.dcarbon.ingestion.espi.Bucket;
import com.dcarbon.ingestion.espi.EnergySeries;
import com.dcarbon.ingestion.espi.EspiFeed;
import com.dcarbon.ingestion.espi.FeedReport;
import com.dcarbon.ingestion.espi.MalformedFeedException;
import com.dcarbon.ingestion.espi.MeterPoint;
import com.dcarbon.ingestion.espi.Refusal;
import com.dcarbon.ingestion.espi.ServiceDetails;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Quality;
import com.dcarbon.ingestion.interval.rules.Reading;
import com.dcarbon.ingestion.source.MeterData;
import com.dcarbon.ingestion.source.NotUnderstood;
import com.dcarbon.ingestion.source.ReadingSpool;
import com.dcarbon.ingestion.source.SeriesChoice;
import com.dcarbon.ingestion.source.SeriesFacts;
import com.dcarbon.ingestion.source.SourceMeter;
import com.dcarbon.ingestion.source.SpoolFolder;

/** Turns what a feed holds into meters and sorted readings, and tells of its series what only their end explains. */
public final class FeedImport {
    private final Map<String, Long> notes = new HashMap<>();
    private final Map<String, Long> odd = new HashMap<>();
    private final List<SeriesTally> tallies = new ArrayList<>();
    private final Set<Integer> leftOut = new HashSet<>();
    private List<EnergySeries> series = List.of();

    private FeedImport() {}

    /** @param zone in which the meters' days begin */
    public static MeterData of(EspiFeed feed, SpoolFolder folder, ZoneId zone)
            throws IOException, MalformedFeedException {
        return of(feed, folder, zone, MeterPoint::id);
    }

    /**
     * @param zone in which the meters' days begin
     * @param name by which a usage point is recognised in later feeds
     */
    public static MeterData of(EspiFeed feed, SpoolFolder folder, ZoneId zone, Function<MeterPoint, String> name)
            throws IOException, MalformedFeedException {
        var spool = new ReadingSpool(folder);
        var found = new FeedImport();
        FeedReport report = feed.read((one, reading) -> {
            found.tally(one, reading);
            spool.add(one.point(), one.direction(), one.index(), reading);
        });
        found.decide(report);
        List<SourceMeter> meters = report.points().stream().map(point -> found.meter(point, name.apply(point), zone))
                .toList();
        return new MeterData(meters, spool.sorted(new SeriesChoice(found.leftOut, found.parts())),
                Map.copyOf(found.notes), found.notUnderstood(report), folder);
    }

    private List<NotUnderstood> notUnderstood(FeedReport report) {
        Stream<NotUnderstood> refusals = report.refusals()
                .entrySet()
                .stream()
                .filter(refused -> refused.getKey().quarantined())
                .map(refused -> new NotUnderstood(refused.getKey().wire(), refused.getValue(),
                        places(report, refused.getKey())));
        return Stream.concat(refusals, odd.entrySet()
                .stream()
                .map(reason -> new NotUnderstood(reason.getKey(), reason.getValue(), List.of()))).toList();
    }

    private static List<NotUnderstood.Place> places(FeedReport report, Refusal reason) {
        return report.places()
                .stream()
                .filter(place -> place.reason() == reason)
                .map(place -> new NotUnderstood.Place(place.document(), place.words()))
                .toList();
    }

    private void tally(EnergySeries one, Reading reading) {
        while (tallies.size() <= one.index()) {
            tallies.add(new SeriesTally());
        }
        tallies.get(one.index()).add(reading);
        if (!Quality.isKnown(reading.quality())) {
            notes.merge("quality_" + reading.quality(), 1L, Long::sum);
        }
    }

    private void decide(FeedReport report) {
        series = report.series().stream().filter(one -> one.readings() > 0).toList();
        report.refusals().forEach((reason, count) -> notes.put(reason.wire(), count));
        report.codes().forEach((code, count) -> notes.merge(code, count, Long::sum));
        series.stream().filter(this::isRegister).toList().forEach(one -> leaveOut(one, Refusal.REGISTER.wire()));
        taken().filter(EnergySeries::mayBeNetRegister).toList()
                .forEach(one -> quarantine(one, Refusal.DOUBTFUL_REGISTER));
        taken().filter(one -> !one.isTotal()).toList().forEach(this::judgeQualified);
        var rivals = new Rivals(taken().toList(), this::tallyOf);
        rivals.partsBesideWhole().forEach(one -> leaveOut(one, "phase_beside_all"));
        rivals.bucketsBesideWhole().forEach(one -> leaveOut(one, "part_beside_all"));
        rivals.partsAlone().forEach(one -> quarantine(one, Refusal.SINGLE_PHASE));
    }

    /** What its qualifier calls no total gives way to what is one. */
    private void judgeQualified(EnergySeries one) {
        boolean besideTotals = taken(one.point(), one.direction()).anyMatch(EnergySeries::isTotal);
        if (besideTotals) {
            leaveOut(one, Refusal.NOT_A_TOTAL.wire());
        } else if (one.isOtherThanTotal()) {
            quarantine(one, Refusal.UNUSUAL_QUALIFIER);
        }
    }

    /** By its values; or by its label, where another series has the same energy interval by interval. */
    private boolean isRegister(EnergySeries one) {
        boolean beside = one.isLabelledRegister() && series.stream()
                .anyMatch(other -> other.point() == one.point() && other.direction() == one.direction()
                        && !other.isLabelledRegister() && tallyOf(one).meets(tallyOf(other)));
        return beside || one.isRegister();
    }

    /** The numbers of the parts that each series counts, where a tariff divides the energy. */
    private Map<Integer, Integer> parts() {
        List<Bucket> buckets = series.stream().map(EnergySeries::bucket).distinct().toList();
        return series.stream()
                .filter(one -> !one.bucket().isWhole())
                .collect(Collectors.toMap(EnergySeries::index, one -> buckets.indexOf(one.bucket())));
    }

    private void quarantine(EnergySeries one, Refusal reason) {
        leaveOut(one, reason.wire());
        odd.merge(reason.wire(), one.readings(), Long::sum);
    }

    private void leaveOut(EnergySeries one, String reason) {
        leftOut.add(one.index());
        notes.merge(reason, one.readings(), Long::sum);
    }

    private Stream<EnergySeries> taken() {
        return series.stream().filter(one -> !leftOut.contains(one.index()));
    }

    private Stream<EnergySeries> taken(int point) {
        return taken().filter(one -> one.point() == point);
    }

    private Stream<EnergySeries> taken(int point, Direction direction) {
        return taken(point).filter(one -> one.direction() == direction);
    }

    private SeriesTally tallyOf(EnergySeries one) {
        return tallies.get(one.index());
    }

    private SeriesFacts facts(int point, Set<Direction> directions) {
        boolean received = taken(point, Direction.RECEIVED).anyMatch(one -> tallyOf(one).hasEnergy());
        boolean netBelowZero = taken(point, Direction.NET).anyMatch(EnergySeries::isNegative);
        boolean forwardOnly = directions.equals(Set.of(Direction.DELIVERED));
        boolean forwardIsBalance = forwardOnly
                && taken(point, Direction.DELIVERED).anyMatch(EnergySeries::isBalance);
        return new SeriesFacts(received || netBelowZero || forwardIsBalance, netRepeats(point), forwardIsBalance);
    }

    private boolean netRepeats(int point) {
        return taken(point, Direction.NET)
                .allMatch(net -> isCovered(net, Direction.DELIVERED) && isCovered(net, Direction.RECEIVED));
    }

    private boolean isCovered(EnergySeries net, Direction direction) {
        return taken(net.point(), direction).anyMatch(part -> tallyOf(part).covers(tallyOf(net)));
    }

    private SourceMeter meter(MeterPoint point, String id, ZoneId zone) {
        Set<Direction> directions = EnumSet.noneOf(Direction.class);
        taken(point.index()).forEach(one -> directions.add(one.direction()));
        ServiceDetails details = point.details();
        return new SourceMeter(point.index(), id, point.servicePoint(), details.meterNumber(),
                details.accountId(), details.address(), details.meterType(), point.tariff(), zone, directions,
                facts(point.index(), directions), OwnWords.of(point), List.of());
    }
}
