// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What the details of an entry say of a person by name: it is kept apart, so that it can be erased while the entry stays
 * as it is. Recognised by the names of the fields; texts that somebody searched for count as such, too.
 *
 * @param facts the details without it
 * @param personal only it, below the same names
 */
record PersonalDetails(Map<String, @Nullable Object> facts, Map<String, @Nullable Object> personal) {
    private static final Pattern PERSONAL = Pattern.compile("(.*_)?(name|email|phone|address)|q");

    static PersonalDetails of(Map<?, ? extends @Nullable Object> details) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        Map<String, @Nullable Object> personal = new LinkedHashMap<>();
        details.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (value instanceof Map<?, ?> inner) {
                PersonalDetails parts = of(inner);
                facts.put(name, parts.facts());
                if (!parts.personal().isEmpty()) {
                    personal.put(name, parts.personal());
                }
            } else {
                (value != null && PERSONAL.matcher(name).matches() ? personal : facts).put(name, value);
            }
        });
        return new PersonalDetails(facts, personal);
    }

    /** The details as they came, but for the order of their fields. */
    Map<String, @Nullable Object> whole() {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(facts);
        personal.forEach((name, value) -> whole.put(name, merged(whole.get(name), value)));
        return whole;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object merged(@Nullable Object fact, @Nullable Object person) {
        return fact instanceof Map<?, ?> facts && person instanceof Map<?, ?> more
                ? new PersonalDetails((Map<String, @Nullable Object>) facts, (Map<String, @Nullable Object>) more)
                        .whole()
                : person;
    }
}
