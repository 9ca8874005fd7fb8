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

import com.dcarbon.notification.administrator.Administrators;
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
    private final Administrators administrators;

    NotificationController(Notifications notifications, Administrators administrators) {
        this.notifications = notifications;
        this.administrators = administrators;
    }

    @GetMapping("/notifications")
    @Operation(operationId = "listNotifications", summary = "List your notifications, newest first", description = """
            `kind` says what it is about, `action` where its button leads in the application. `unread_count` counts all
            your unread ones, not those of this page. They are kept for a year.""")
    Mono<NotificationPage> list(Caller caller,
            @Parameter(description = "true: only unread ones; false: only read ones") @RequestParam(required = false) @Nullable Boolean unread,
            @Parameter(description = "At most 500; 50 if not given") @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return administrators.note(caller)
                .then(page(caller, unread, PageRequest.of(limit, cursor)));
    }

    private Mono<NotificationPage> page(Caller caller, @Nullable Boolean unread, PageRequest page) {
        return notifications.of(caller.userId(), unread, page)
                .zipWith(notifications.countUnread(caller.userId()), NotificationPage::of);
    }

    @PostMapping("/notifications/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "markNotificationRead", summary = "Mark one of your notifications as read", description = "Doing so again changes nothing.")
    Mono<Void> markRead(Caller caller, @PathVariable UUID id) {
        return notifications.markRead(id, caller.userId())
                .filter(found -> found)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("This notification")))
                .then();
    }

    @PostMapping("/notifications/read-all")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "markAllNotificationsRead", summary = "Mark all of your notifications as read", description = "Those that come later are unread.")
    Mono<Void> markAllRead(Caller caller) {
        return notifications.markAllRead(caller.userId());
    }
}
