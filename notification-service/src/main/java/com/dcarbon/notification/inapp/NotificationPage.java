// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.inapp;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.dcarbon.platform.paging.Page;

/**
 * One page of a person's notifications.
 *
 * @param nextCursor asks for the next page; null on the last one
 * @param unreadCount how many of all their notifications are unread
 */
record NotificationPage(List<Notification> items, @Nullable String nextCursor, long unreadCount) {

    static NotificationPage of(Page<Notification> page, long unreadCount) {
        return new NotificationPage(page.items(), page.nextCursor(), unreadCount);
    }
}
