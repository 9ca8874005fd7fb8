// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The links of one entry. */
final class Links {
    private static final int MOST = 20_000;

    private final List<Link> all = new ArrayList<>(6);

    void add(Link link) throws MalformedFeedException {
        if (all.size() >= MOST) {
            throw new MalformedFeedException("an entry has more than " + MOST + " links");
        }
        all.add(link);
    }

    /** The links of something that the feed does not hold itself, known by its path. */
    static Links to(String path) {
        var links = new Links();
        links.all.add(new Link("self", path, path));
        return links;
    }

    /** Whether they tell where the entry itself is. */
    boolean hasOwnPath() {
        return Stream.concat(self(), up()).findAny().isPresent();
    }

    int size() {
        return all.size();
    }

    Stream<Link> all() {
        return all.stream();
    }

    Stream<String> self() {
        return paths("self");
    }

    Stream<String> up() {
        return paths("up");
    }

    Stream<String> related() {
        return paths("related");
    }

    Stream<Link> relatedLinks() {
        return all.stream().filter(link -> link.rel().equals("related"));
    }

    private Stream<String> paths(String rel) {
        return all.stream().filter(link -> link.rel().equals(rel)).map(Link::path);
    }
}
