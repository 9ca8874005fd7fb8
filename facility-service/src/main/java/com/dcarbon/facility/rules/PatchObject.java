// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.dcarbon.platform.problem.InvalidField;

import tools.jackson.databind.JsonNode;

/**
 * One object of a JSON merge patch (RFC 7396): a member that is absent keeps the value, null removes it. What is wrong
 * is noted and the old value kept, so that all mistakes are found at once.
 */
final class PatchObject {
    private final JsonNode json;
    private final String prefix;
    private final List<InvalidField> mistakes;

    PatchObject(JsonNode json, String prefix, Set<String> known, List<InvalidField> mistakes) {
        this.json = json;
        this.prefix = prefix;
        this.mistakes = mistakes;
        for (String name : json.propertyNames()) {
            if (!known.contains(name)) {
                mistake(name, "is not a field that can be edited");
            }
        }
    }

    boolean has(String name) {
        return json.has(name);
    }

    boolean isNull(String name) {
        return json.path(name).isNull();
    }

    <T> @Nullable T value(String name, @Nullable T current, Function<JsonNode, T> reader) {
        JsonNode value = json.get(name);
        if (value == null) {
            return current;
        }
        return value.isNull() ? null : read(name, current, value, reader);
    }

    /** A value that cannot be removed. */
    <T> T required(String name, T current, Function<JsonNode, T> reader) {
        JsonNode value = json.get(name);
        if (value == null) {
            return current;
        }
        if (value.isNull()) {
            mistake(name, "cannot be removed");
            return current;
        }
        T read = read(name, current, value, reader);
        return read == null ? current : read;
    }

    /** A nested object, which the reader merges into what was there. */
    <T> @Nullable T object(String name, @Nullable T current, Set<String> known, Function<PatchObject, T> reader) {
        return value(name, current, value -> {
            if (!value.isObject()) {
                throw new InvalidValue("must be an object");
            }
            return reader.apply(new PatchObject(value, prefix + name + ".", known, mistakes));
        });
    }

    void mistake(String name, String message) {
        mistakes.add(new InvalidField(prefix + name, message));
    }

    private <T> @Nullable T read(String name, @Nullable T current, JsonNode value, Function<JsonNode, T> reader) {
        try {
            return reader.apply(value);
        } catch (InvalidValue e) {
            mistake(name, e.message());
            return current;
        }
    }
}
