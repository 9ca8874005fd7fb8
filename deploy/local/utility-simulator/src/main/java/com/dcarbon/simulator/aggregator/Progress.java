// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonCreator;

import tools.jackson.databind.node.ObjectNode;

/** Status and notes of an authorization or a meter. */
final class Progress {
    Status status;
    String message;
    Instant since;
    List<Note> notes = new ArrayList<>();

    @JsonCreator
    Progress(Status status, String message, Instant since) {
        this.status = status;
        this.message = message;
        this.since = since;
    }

    void become(Status next, String text, Instant now) {
        status = next;
        message = text;
        since = now;
    }

    void note(String type, String text, Instant now, @Nullable Instant eta) {
        notes.add(new Note(type, text, now, eta));
    }

    void write(ObjectNode json) {
        json.set("notes", Json.objects(notes.stream().map(Note::toJson).toList()));
        json.put("status", status.wire()).put("status_message", message).put("status_ts", Times.utc(since));
    }
}
