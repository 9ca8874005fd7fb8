// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** The first pass through one document. */
final class IndexingVisitor implements FeedVisitor {
    private final FeedIndex index;
    private final String url;
    private final List<EspiObject> objects = new ArrayList<>();
    private final Crowd crowd = new Crowd();
    private long position;
    private long entry;
    private Links links = new Links();
    private int linksBeforeBlock = -1;
    private boolean empty = true;
    private @Nullable String nextPage;

    IndexingVisitor(FeedIndex index, String url, long start) {
        this.index = index;
        this.url = url;
        this.position = start;
        this.entry = start;
    }

    @Override
    public void beginEntry() {
        entry++;
        links = new Links();
        linksBeforeBlock = -1;
        empty = true;
    }

    @Override
    public void link(Link link) throws MalformedFeedException {
        links.add(link);
    }

    @Override
    public void feedLink(Link link) {
        if (link.rel().equals("next")) {
            nextPage = link.url();
        }
    }

    @Override
    public void updated(long epochSecond) {
        if (linksBeforeBlock >= 0) {
            index.lateUpdates().add(entry, epochSecond);
        }
    }

    @Override
    public void object(XmlCursor element) throws IOException, MalformedFeedException {
        position++;
        empty = false;
        if (element.space() == Space.CUSTOMER) {
            index.customers().read(element, links);
        } else {
            usageObject(element);
        }
    }

    private void usageObject(XmlCursor element) throws IOException, MalformedFeedException {
        switch (element.local()) {
            case ResourcePath.USAGE_POINT -> objects.add(ObjectReader.usagePoint(element, position, links,
                    crowd.usagePoint()));
            case ResourcePath.METER_READING -> objects.add(new MeterReading(position, links,
                    crowd.meterReading()));
            case ResourcePath.READING_TYPE -> objects.add(ObjectReader.readingType(element, position, links,
                    crowd.readingType()));
            case ResourcePath.LOCAL_TIME_PARAMETERS -> LocalTimeParameters.zoneOf(ObjectReader.texts(element))
                    .ifPresent(index::keepZone);
            case ResourcePath.INTERVAL_BLOCK -> {
                crowd.block();
                linksBeforeBlock = links.size();
            }
            default -> {
                // summaries and the like: not imported
            }
        }
    }

    @Override
    public void endEntry() throws MalformedFeedException {
        if (linksBeforeBlock >= 0 && links.size() > linksBeforeBlock) {
            index.keepLateLinks(entry, links);
        }
        if (!links.hasOwnPath()) {
            links.add(Link.of("up", url, url));
        }
        for (EspiObject object : objects) {
            index.keep(object);
        }
        objects.clear();
        if (linksBeforeBlock >= 0) {
            index.keepBlock(links);
        }
        if (empty) {
            links.all().filter(IndexingVisitor::isCollection).forEach(index::keepCollection);
        }
    }

    private static boolean isCollection(Link link) {
        return link.path().toLowerCase(Locale.ROOT).endsWith("/" + ResourcePath.USAGE_POINT);
    }

    /** Where the feed goes on, or null. */
    @Nullable
    String nextPage() {
        return nextPage;
    }
}
