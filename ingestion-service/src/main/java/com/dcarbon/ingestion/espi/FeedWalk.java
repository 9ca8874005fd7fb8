// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/** Walks through one document from the first byte to the last: a feed, a single entry, or a bare ESPI object. */
final class FeedWalk {
    private static final int BUFFER = 1 << 16;

    private final XmlCursor cursor;
    private final FeedVisitor visitor;
    private String base;

    private FeedWalk(XmlCursor cursor, String url, FeedVisitor visitor) {
        this.cursor = cursor;
        this.base = url;
        this.visitor = visitor;
    }

    static void through(FeedDocument document, FeedVisitor visitor) throws IOException, MalformedFeedException {
        switch (document) {
            case SpooledDocument(String url, Path file) -> {
                try (InputStream in = open(file); var cursor = new XmlCursor(in)) {
                    walk(cursor, url, visitor);
                }
            }
            case ThinDocument thin -> {
                try (InputStream in = open(thin.xml());
                        var past = new FiledReadings(thin.target(), thin.readings());
                        var cursor = new XmlCursor(in, past)) {
                    walk(cursor, thin.url(), visitor);
                }
            }
        }
    }

    private static InputStream open(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), BUFFER);
    }

    private static void walk(XmlCursor cursor, String url, FeedVisitor visitor)
            throws IOException, MalformedFeedException {
        new FeedWalk(cursor, url, visitor).document();
        cursor.finish();
    }

    private void document() throws IOException, MalformedFeedException {
        cursor.root();
        if (cursor.is(Space.ATOM, "feed")) {
            feed();
        } else if (cursor.is(Space.ATOM, "entry")) {
            entry();
        } else if (cursor.local().equals("feed") || cursor.local().equals("entry")) {
            throw new MalformedFeedException("its <" + cursor.local() + "> is not in Atom's namespace");
        } else if (cursor.space() == Space.ESPI || cursor.space() == Space.CUSTOMER) {
            visitor.beginEntry();
            visitor.object(cursor);
            visitor.endEntry();
        } else {
            throw new MalformedFeedException("its root" + named(cursor.local())
                    + " is neither an Atom feed or entry nor an ESPI resource");
        }
    }

    /** What a name looks like may be said; anything else may be content. */
    private static String named(String root) {
        return root.matches("[a-z0-9_.-]{1,40}") ? " <" + root + ">" : "";
    }

    private void feed() throws IOException, MalformedFeedException {
        rebase();
        int depth = cursor.depth();
        while (cursor.nextChild(depth)) {
            if (cursor.is(Space.ATOM, "entry")) {
                entry();
            } else if (cursor.is(Space.ATOM, "link")) {
                Link link = link();
                if (link != null) {
                    visitor.feedLink(link);
                }
            }
        }
    }

    private void entry() throws IOException, MalformedFeedException {
        String outer = base;
        rebase();
        visitor.beginEntry();
        int depth = cursor.depth();
        while (cursor.nextChild(depth)) {
            if (cursor.space().mayBe(Space.ATOM)) {
                atomElement();
            }
        }
        visitor.endEntry();
        base = outer;
    }

    private void atomElement() throws IOException, MalformedFeedException {
        switch (cursor.local()) {
            case "link" -> {
                Link link = link();
                if (link != null) {
                    visitor.link(link);
                }
            }
            case "updated" -> visitor.updated(Lenient.timestamp(cursor.text()));
            case "content" -> content();
            default -> {
                // author, title, id: of no use here
            }
        }
    }

    private void content() throws IOException, MalformedFeedException {
        int depth = cursor.depth();
        while (cursor.nextChild(depth)) {
            if (isResource()) {
                visitor.object(cursor);
            }
        }
    }

    /** Some forget the namespace of what they put into Atom's. */
    private boolean isResource() {
        return switch (cursor.space()) {
            case ESPI, CUSTOMER, UNDECLARED -> true;
            case ATOM, OTHER -> !cursor.isForeign() && ResourcePath.isUsage(cursor.local());
        };
    }

    private @Nullable Link link() {
        String href = cursor.attribute("href");
        return href == null ? null : Link.of(cursor.attribute("rel"), href, declaredBase());
    }

    private void rebase() {
        base = declaredBase();
    }

    private String declaredBase() {
        String declared = cursor.attribute("xml:base");
        return declared == null ? base : Link.resolve(base, declared.strip());
    }
}
