// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.espi;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * One resource as an Atom entry (RFC 4287), written only when it is asked for.
 *
 * @param path below the resource URL; the parent of the path is its {@code up} link
 * @param resource the resource's name, for the links' types
 * @param related collections and resources it points to
 * @param title for people
 * @param published when it first was there
 * @param updated when it last changed
 * @param content writes the payload
 */
public record Entry(String path, String resource, List<Related> related, String title, Instant published,
        Instant updated, Consumer<XmlText> content) {
    public Entry {
        related = List.copyOf(related);
    }

    /** A {@code related} link: the path and {@code espi-entry/X} or {@code espi-feed/X} as its type. */
    record Related(String path, String type) {
        static Related entry(String path, String resource) {
            return new Related(path, "espi-entry/" + resource);
        }

        static Related feed(String path, String resource) {
            return new Related(path, "espi-feed/" + resource);
        }
    }

    String up() {
        return path.substring(0, path.lastIndexOf('/'));
    }
}
