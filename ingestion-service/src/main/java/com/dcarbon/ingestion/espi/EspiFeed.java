// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The documents of one answer of a utility, read in two passes: {@link #add} each of them, then {@link #read} them all.
 * Nothing of the readings is kept in memory.
 */
public final class EspiFeed {
    private final FeedIndex index = new FeedIndex();
    private final List<IndexedDocument> documents = new ArrayList<>();

    /**
     * The first pass: reads a document to its end, so that one that is cut off is noticed before anything is used.
     *
     * @return where the feed goes on, if it has further pages
     * @throws MalformedFeedException if it is no feed, or one that is refused
     */
    public Optional<String> add(FeedDocument document) throws IOException, MalformedFeedException {
        IndexedDocument indexed = index.add(document);
        documents.add(indexed);
        return Optional.ofNullable(indexed.nextPage());
    }

    /** In which zone local time is, if the documents tell of one and of no other. */
    public Optional<ZoneId> timeZone() {
        return index.zones().size() == 1 ? index.zones().stream().findFirst() : Optional.empty();
    }

    /** Whether any interval block has come. */
    public boolean hasBlocks() {
        return index.hasBlocks();
    }

    /**
     * The links that have to be followed for what is missing, as far as can be told now.
     *
     * @param whole whether the first answer held interval blocks, so that only reading types may be missing
     */
    public List<MissingLink> missing(boolean whole) {
        return new MissingResources(index).find(whole).distinct().toList();
    }

    /** The second pass: hands on every reading of energy, as it stands in the documents. */
    public FeedReport read(ReadingSink sink) throws IOException, MalformedFeedException {
        var ties = new Ties(index);
        var book = new SeriesBook(index, ties);
        var refusals = new Refusals();
        for (IndexedDocument document : documents) {
            refusals.in(document.document().url());
            var visitor = new ReadingVisitor(index, ties, book, sink, refusals, document);
            FeedWalk.through(document.document(), visitor);
        }
        return new FeedReport(book.points(index.customers()), book.series(), book.codes(), refusals.counts(),
                refusals.places());
    }
}
