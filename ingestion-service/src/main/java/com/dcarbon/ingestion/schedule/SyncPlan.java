// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.schedule;

import java.time.Instant;
import java.util.UUID;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.ingestion.schedule.rules.SyncWindow;

/**
 * The synchronisation of a facility by an authorization.
 *
 * @param live whether the authorization stands
 * @param nextRun its next turn
 * @param standing how far it has come
 */
public record SyncPlan(UUID authorizationId, UUID facilityId, String providerId, AuthMethod method, boolean live,
        Instant nextRun, SyncWindow.Standing standing) {}
