// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.IOException;
import java.util.Optional;

/** The second pass through one document: ties each block and reads it. */
final class ReadingVisitor implements FeedVisitor {
    private final FeedIndex index;
    private final Ties ties;
    private final SeriesBook book;
    private final ReadingSink sink;
    private final Refusals refusals;
    private final String path;
    private long position;
    private long entry;
    private long updated;
    private Links links = new Links();
    private boolean anyBlock;

    ReadingVisitor(FeedIndex index, Ties ties, SeriesBook book, ReadingSink sink, Refusals refusals,
            IndexedDocument document) {
        this.index = index;
        this.ties = ties;
        this.book = book;
        this.sink = sink;
        this.refusals = refusals;
        this.path = Link.pathOf(document.document().url());
        this.position = document.start();
        this.entry = document.start();
    }

    @Override
    public void beginEntry() {
        entry++;
        updated = index.lateUpdates().of(entry);
        anyBlock = false;
        Links late = index.lateLinks(entry);
        links = late == null ? new Links() : late;
        refusals.in(links);
    }

    @Override
    public void link(Link link) throws MalformedFeedException {
        if (index.lateLinks(entry) == null) {
            links.add(link);
        }
    }

    @Override
    public void updated(long epochSecond) {
        updated = epochSecond;
    }

    @Override
    public void object(XmlCursor element) throws IOException, MalformedFeedException {
        position++;
        if (element.space() != Space.CUSTOMER && element.local().equals(ResourcePath.INTERVAL_BLOCK)) {
            anyBlock = true;
            block(element);
        }
    }

    private void block(XmlCursor element) throws IOException, MalformedFeedException {
        Optional<MeterReading> owner = ties.ownerOf(links, position, path);
        if (owner.isEmpty()) {
            refusals.add(Refusal.UNTIED_BLOCK, element.line(), 0);
            return;
        }
        switch (book.entryFor(owner.get(), position)) {
            case SeriesBook.Entry.Taken(EnergySeries series) -> new BlockReader(element, series, updated, sink,
                    refusals).read();
            case SeriesBook.Entry.Refused(Refusal reason) -> refusals.add(reason, element.line(), 0);
        }
    }

    @Override
    public void endEntry() {
        if (!anyBlock && links.self().anyMatch(own -> ResourcePath.idOf(own, ResourcePath.INTERVAL_BLOCK) != null)) {
            refusals.add(Refusal.BLOCK_WITHOUT_CONTENT, 0, 0);
        }
    }
}
