// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.platform.security.Caller;
import com.dcarbon.platform.shutdown.ShutdownSignal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Live changes over HTTP, as server-sent events. */
@RestController
@Tag(name = "Live changes")
class StreamController {
    private static final String DESCRIPTION = """
            Server-sent events (text/event-stream) of your facilities, their authorizations and your notifications, as \
            they change. Read it with fetch and the Authorization header; a token in the address is not accepted.

            - `event: facility`: `data.id` is the facility's; `data.type` says what happened: `facility_registered`, \
            `facility_updated`, `operator_invited`, `operator_assigned`, `operator_withdrawn`, \
            `provider_change_requested`, `facility_discarded`, `meters_imported`, `interval_data_imported`, \
            `sync_failed`, or `relation_ended`: the last that you hear of a facility that you have left.
            - `event: authorization`: `data` is the authorization as in the list of authorizations, with `facility_id` \
            and `version`.
            - `event: notification`: `data` is the notification as in GET /notifications; `read_at` is set once it was \
            read, perhaps in another window. With `data.type` = `all_read` all of them were.
            - `event: reset`: what changed meanwhile is no longer known; load your lists again. The stream goes on.

            Fields with the names of the resource's own JSON have its values; a field that is not there is unchanged. \
            Ignore types and fields that you do not know. Connect first and load your lists then: so nothing is missed.

            Each event has an `id`. When the stream ends (it does when your token does, and when the platform is \
            restarted), connect again with the last `id` as `Last-Event-ID`: it goes on there. An event may come twice; \
            its `id` is the same then. Lines that begin with a colon are signs of life, at least every 15 seconds.""";
    private static final String EXAMPLE = """
            id: MDE5M...
            event: authorization
            data: {"id":"01930000-0000-7000-8000-000000000002","type":"authorization_changed","version":3,\
            "facility_id":"01930000-0000-7000-8000-000000000001","utility":{"id":"pge","name":"PG&E"},\
            "method":"green_button","status":"authorized"}
            """;

    private final ReadingChanges changes;
    private final OpenStreams streams;
    private final StreamSettings settings;
    private final StreamCounts counts;
    private final ShutdownSignal shutdown;
    private final Clock clock;

    StreamController(ReadingChanges changes, OpenStreams streams, StreamSettings settings, StreamCounts counts,
            ShutdownSignal shutdown, Clock clock) {
        this.changes = changes;
        this.streams = streams;
        this.settings = settings;
        this.counts = counts;
        this.shutdown = shutdown;
        this.clock = clock;
    }

    @GetMapping(path = "/events/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(operationId = "streamChanges", summary = "Watch what changes, live", description = DESCRIPTION)
    @ApiResponse(responseCode = "200", description = "The stream; it has no end of its own", content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string"), examples = @ExampleObject(EXAMPLE)))
    ResponseEntity<Flux<ServerSentEvent<String>>> stream(Caller caller,
            @Parameter(hidden = true) JwtAuthenticationToken token,
            @Parameter(description = "Only these kinds: facility, authorization, notification, separated by commas", example = "notification") @RequestParam(required = false) @Nullable List<String> kind,
            @Parameter(description = "The id of the last event that you have seen; without it the stream begins now") @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        var viewer = new Viewer(caller.userId(), caller.isAdmin(), ChangeKind.named(kind));
        Instant end = Objects.requireNonNull(token.getToken().getExpiresAt());
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noCache())
                // Understood by nginx and those after it: pass every event on at once.
                .header("X-Accel-Buffering", "no")
                .body(events(viewer, lastEventId, end));
    }

    /** All of them end when the process does: their readers come back to another replica and miss nothing. */
    private Flux<ServerSentEvent<String>> events(Viewer viewer, @Nullable String lastEventId, Instant end) {
        Mono<Position> start = lastEventId == null || lastEventId.isBlank()
                ? changes.newest()
                : Mono.fromSupplier(() -> Position.parse(lastEventId));
        Mono<Long> tokenEnds = Mono.delay(Duration.between(clock.instant(), end));
        return Flux.using(
                () -> streams
                        .add(new LiveStream(viewer, position -> changes.after(position, viewer), settings, counts)),
                stream -> start.flatMapMany(stream::after), streams::remove)
                .takeUntilOther(Mono.firstWithSignal(tokenEnds.then(), shutdown.ending()));
    }
}
