// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi.rules;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/**
 * UtilityAPI's authorization object, as far as it decides anything here. Unknown attributes and note types are passed over:
 * UtilityAPI adds some now and then.
 *
 * @param formUid the form that the customer filled in, or null
 * @param status {@code pending}, {@code updated}, {@code errored}, or a word that is new
 * @param statusAt since when it has that status, or null
 * @param expires when the customer's consent ends, or null if it does not
 * @param notes the oldest first
 * @param serviceClasses one for each meter, empty text where UtilityAPI does not know it; null if meters were not asked for
 */
public record AuthorizationObject(String uid, @Nullable String formUid, String status, @Nullable Instant statusAt,
        boolean declined, boolean expired, boolean revoked, @Nullable Instant expires, List<Note> notes,
        @Nullable List<String> serviceClasses) {

    /**
     * What UtilityAPI says of its work.
     *
     * @param at null if it does not say when
     * @param eta when it goes on, or null
     */
    public record Note(String type, @Nullable Instant at, @Nullable Instant eta) {}

    /** Empty if it is no authorization object. */
    public static Optional<AuthorizationObject> read(JsonNode node) {
        String uid = text(node, "uid");
        String status = text(node, "status");
        return uid == null || status == null
                ? Optional.empty()
                : Optional.of(new AuthorizationObject(uid, text(node, "form_uid"), status, time(node, "status_ts"),
                        node.path("is_declined").asBoolean(false), node.path("is_expired").asBoolean(false),
                        node.path("is_revoked").asBoolean(false), time(node, "expires"), notes(node.path("notes")),
                        meters(node.path("meters"))));
    }

    private static List<Note> notes(JsonNode list) {
        List<Note> notes = new ArrayList<>();
        for (JsonNode note : list) {
            String type = text(note, "type");
            if (type != null) {
                notes.add(new Note(type, time(note, "ts"), time(note, "eta")));
            }
        }
        notes.sort(Comparator.comparing(Note::at, Comparator.nullsFirst(Comparator.naturalOrder())));
        return List.copyOf(notes);
    }

    private static @Nullable List<String> meters(JsonNode included) {
        JsonNode list = included.path("meters");
        if (!list.isArray()) {
            return null;
        }
        List<String> classes = new ArrayList<>();
        for (JsonNode meter : list) {
            String serviceClass = text(meter.path("base"), "service_class");
            classes.add(serviceClass == null ? "" : serviceClass);
        }
        return List.copyOf(classes);
    }

    /** What UtilityAPI said last about the customer's login: {@code access_valid}, {@code access_invalid} and so on. */
    Optional<String> access() {
        return notes.stream().map(Note::type).filter(type -> type.startsWith("access_")).reduce((_, later) -> later);
    }

    /** Its status and the type of its last note. */
    String said() {
        return notes.isEmpty() ? status : status + " " + notes.getLast().type();
    }

    /** Whether that was ever said of it. */
    boolean saysSomewhere(String word) {
        return notes.stream().anyMatch(note -> note.type().contains(word));
    }

    /** When UtilityAPI goes on after a failure of the utility, or null. */
    @Nullable
    Instant goesOnAt() {
        return notes.isEmpty() ? null : notes.getLast().eta();
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull() && !value.asString().isBlank() ? value.asString() : null;
    }

    private static @Nullable Instant time(JsonNode node, String name) {
        String text = text(node, name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }
}
