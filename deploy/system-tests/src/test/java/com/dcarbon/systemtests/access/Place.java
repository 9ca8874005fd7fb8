// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.access;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** A facility with all that belongs to it: its ids by what they are of, and the words that tell that it is about it. */
final class Place {
    /** Occurs in nothing else. */
    final String word = UUID.randomUUID().toString().substring(0, 8);

    private final Map<String, String> ids = new HashMap<>();
    private final Set<String> words = new LinkedHashSet<>();

    /** An id that calls are made with, and that is nobody else's to see. */
    void has(String what, String id) {
        knows(what, id);
        words.add(id);
    }

    /** Something that calls are made with, which tells nothing. */
    void knows(String what, String value) {
        ids.put(what, value);
    }

    void tells(List<String> secrets) {
        secrets.stream().filter(secret -> !secret.isBlank()).forEach(words::add);
    }

    /** Its word, kept in mind: for names, addresses and companies. */
    String named(String what) {
        String name = what + " " + word;
        words.add(name);
        return name;
    }

    String id(String what) {
        return Objects.requireNonNull(ids.get(what), what);
    }

    Set<String> words() {
        return words;
    }
}
