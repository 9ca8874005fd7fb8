// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;

/**
 * A facility's record. It never changes; each change makes the next one.
 *
 * @param operator who was invited to operate it, or null
 * @param editable what its owner may edit
 * @param authorization its current authorization, or null before anything began
 * @param version counts changes of the record that others are told of; a synchronisation is none
 * @param editVersion counts edits by the owner: the entity tag
 */
public record Facility(UUID id, OwnerRole ownerRole, Person owner, FacilitySnapshot.@Nullable Operator operator,
        Editable editable, Registration registration, @Nullable UtilityAuthorization authorization, Sync sync,
        Instant createdAt, Instant updatedAt, long version, long editVersion) {

    /** A registration that has just begun. */
    public static Facility registered(UUID id, String name, OwnerRole ownerRole, Person owner, Instant now) {
        return new Facility(id, ownerRole, owner, null, Editable.named(name), Registration.begun(now), null,
                Sync.NEVER, now, now, 1, 1);
    }

    /** The facility after an edit by its owner, whose name and address may have changed meanwhile as well. */
    public Facility edited(Editable edits, @Nullable RegistrationStep step, Person editor, Instant now) {
        Registration next = step == null ? registration : registration.at(step, now);
        return new Facility(id, ownerRole, editor, operator, edits, next, authorization, sync, createdAt, now,
                version + 1, editVersion + 1);
    }

    /**
     * The facility after a change of its authorization, or empty if it knows something newer. The first success
     * completes the registration.
     */
    public Optional<Facility> following(AuthorizationSnapshot snapshot, long sequence, Instant now) {
        if (authorization != null && !authorization.isOlderThan(snapshot, sequence)) {
            return Optional.empty();
        }
        boolean authorized = snapshot.status() == AuthStatus.AUTHORIZED;
        boolean begun = authorized || snapshot.status() == AuthStatus.PENDING;
        return Optional.of(new Facility(id, ownerRole, owner, operator,
                begun ? editable.withUtilityProvider(snapshot.providerId()) : editable,
                authorized ? registration.completed(now) : registration,
                UtilityAuthorization.of(snapshot, sequence), sync, createdAt, now, version + 1, editVersion));
    }

    /** The facility after data was read up to that time. */
    public Facility synced(Instant end, Instant happenedAt) {
        return with(sync.succeeded(end, happenedAt));
    }

    /** The facility after data could not be read. */
    public Facility syncFailed(Instant happenedAt) {
        return with(sync.failed(happenedAt));
    }

    private Facility with(Sync next) {
        return new Facility(id, ownerRole, owner, operator, editable, registration, authorization, next, createdAt,
                updatedAt, version, editVersion);
    }

    /** Null before anything began. */
    public @Nullable AuthStatus authStatus() {
        return authorization == null ? null : authorization.status();
    }

    public boolean isAuthorized() {
        return authStatus() == AuthStatus.AUTHORIZED;
    }

    public boolean isInProgress() {
        return registration.isInProgress();
    }

    /** Delayed only while data is expected at all. */
    public SyncStatus syncStatus() {
        if (sync.delayed() && isAuthorized()) {
            return SyncStatus.DELAYED;
        }
        return sync.lastSync() == null ? SyncStatus.NEVER : SyncStatus.OK;
    }

    /** What the other services are told. */
    public FacilitySnapshot snapshot(boolean discarded) {
        return new FacilitySnapshot(id, editable.name(), ownerRole, registration.status(), owner, operator,
                editable.utilityProviderId(), discarded);
    }
}
