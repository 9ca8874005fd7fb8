// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One thing that changed.
 *
 * @param type what happened, for example {@code operator_assigned}
 * @param subject the facility, authorization or notification that changed
 * @param sequence its version; one that is not above what was told of it before is no news. Null if it has none
 * @param facilityId whose people may see it; null only if it is for one person
 * @param userId for this person alone, whoever may see the facility; null for all who may
 * @param data becomes the event's JSON
 */
record Change(ChangeKind kind, String type, UUID subject, @Nullable Long sequence, @Nullable UUID facilityId,
        @Nullable String userId, Object data) {}
