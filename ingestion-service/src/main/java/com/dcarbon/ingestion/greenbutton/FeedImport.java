// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import java.io.IOException;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.dcarbon.ingestion.espi.EnergySeries;
import com.dcarbon.ingestion.espi.EspiFeed;
import com.dcarbon.ingestion.espi.FeedReport;
import com.dcarbon.ingestion.espi.MalformedFeedException;
import com.dcarbon.ingestion.espi.MeterPoint;
import com.dcarbon.ingestion.espi.Refusal;
import com.dcarbon.ingestion.espi.ServiceDetails;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.source.MeterData;
import com.dcarbon.ingestion.source.ReadingSpool;
import com.dcarbon.ingestion.source.SeriesChoice;
import com.dcarbon.ingestion.source.SourceMeter;
import com.dcarbon.ingestion.source.SpoolFolder;

/** Turns what a feed holds into meters and sorted readings, and decides about series that only their end explains. */
final class FeedImport {
    private final FeedReport report;
    private final Map<String, Long> notes = new HashMap<>();
    private final Set<Integer> leftOut = new HashSet<>();
    private final Set<Integer> netMeters = new HashSet<>();

    private FeedImport(FeedReport report) {
        this.report = report;
        report.refusals().forEach((reason, count) -> notes.put(reason.wire(), count));
        leaveOutRegisters();
        leaveOutNets();
        findNets();
    }

    static MeterData of(EspiFeed feed, SpoolFolder folder, ZoneId zone) throws IOException, MalformedFeedException {
        var spool = new ReadingSpool(folder);
        FeedReport report = feed.read(
                (series, reading) -> spool.add(series.point(), series.direction(), series.index(), reading));
        var found = new FeedImport(report);
        List<SourceMeter> meters = report.points().stream().map(point -> found.meter(point, zone)).toList();
        return new MeterData(meters, spool.sorted(new SeriesChoice(found.leftOut, found.netMeters)),
                Map.copyOf(found.notes), folder);
    }

    private void leaveOutRegisters() {
        report.series().stream().filter(EnergySeries::isRegister).forEach(series -> leaveOut(series, Refusal.REGISTER));
    }

    private void leaveOutNets() {
        for (EnergySeries series : report.series()) {
            if (series.direction() == Direction.NET && has(series.point(), Direction.DELIVERED)
                    && has(series.point(), Direction.RECEIVED)) {
                leaveOut(series, Refusal.NET_BESIDE_BOTH);
            }
        }
    }

    private void leaveOut(EnergySeries series, Refusal reason) {
        leftOut.add(series.index());
        notes.merge(reason.wire(), series.readings(), Long::sum);
    }

    /** Delivered energy below zero is a balance, unless there is a balance already. */
    private void findNets() {
        for (EnergySeries series : report.series()) {
            if (series.direction() == Direction.DELIVERED && series.isNegative() && isTaken(series)
                    && !has(series.point(), Direction.NET)) {
                netMeters.add(series.point());
            }
        }
    }

    private boolean has(int point, Direction direction) {
        return report.series()
                .stream()
                .anyMatch(series -> series.point() == point && series.direction() == direction && isTaken(series));
    }

    private boolean isTaken(EnergySeries series) {
        return series.readings() > 0 && !leftOut.contains(series.index());
    }

    private SourceMeter meter(MeterPoint point, ZoneId zone) {
        Set<Direction> directions = EnumSet.noneOf(Direction.class);
        for (EnergySeries series : report.series()) {
            if (series.point() == point.index() && isTaken(series)) {
                boolean net = series.direction() == Direction.DELIVERED && netMeters.contains(point.index());
                directions.add(net ? Direction.NET : series.direction());
            }
        }
        ServiceDetails details = point.details();
        return new SourceMeter(point.index(), point.id(), point.servicePoint(), details.meterNumber(),
                details.accountId(), details.address(), details.meterType(), point.tariff(), zone, directions);
    }
}
