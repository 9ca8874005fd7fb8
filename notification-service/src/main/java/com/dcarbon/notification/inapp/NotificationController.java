// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.inapp;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.platform.paging.PageRequest;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** A person's own notifications over HTTP. */
@RestController
@Tag(name = "Notifications")
class NotificationController {
    private final Notifications notifications;

    NotificationController(Notifications notifications) {
        this.notifications = notifications;
    }

    @GetMapping("/notifications")
    @Operation(summary = "List your notifications, newest first")
    Mono<NotificationPage> list(Caller caller,
            @Parameter(description = "true: only unread ones; false: only read ones") @RequestParam(required = false) @Nullable Boolean unread,
            @Parameter(description = "At most 500; 50 if not given") @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return notifications.of(caller.userId(), unread, PageRequest.of(limit, cursor))
                .zipWith(notifications.countUnread(caller.userId()), NotificationPage::of);
    }

    @PostMapping("/notifications/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Mark one of your notifications as read", description = "Doing so again changes nothing.")
    Mono<Void> markRead(Caller caller, @PathVariable UUID id) {
        return notifications.markRead(id, caller.userId())
                .filter(found -> found)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("This notification")))
                .then();
    }
}
