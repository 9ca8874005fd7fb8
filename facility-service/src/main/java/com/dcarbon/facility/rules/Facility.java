// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.FacilitySnapshot.ProviderChange;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;

/**
 * A facility's record. It never changes; each change makes the next one.
 *
 * @param operator who was invited to operate it, or null
 * @param editable what its owner may edit
 * @param authorization its current authorization, or null before anything began
 * @param providerChange the latest change of the utility that was asked for, or null if there never was one
 * @param version counts changes of the record that others are told of; a synchronisation is none
 * @param editVersion counts edits by the owner: the entity tag
 */
public record Facility(UUID id, OwnerRole ownerRole, Person owner, @Nullable Operator operator,
        Editable editable, Registration registration, @Nullable UtilityAuthorization authorization, Sync sync,
        @Nullable UtilityChange providerChange, Instant createdAt, Instant updatedAt, long version, long editVersion) {

    /** A registration that has just begun. */
    public static Facility registered(UUID id, String name, OwnerRole ownerRole, Person owner, Instant now) {
        return new Facility(id, ownerRole, owner, null, Editable.named(name), Registration.begun(now), null,
                Sync.NEVER, null, now, now, 1, 1);
    }

    /** The facility after an edit by its owner, whose name and address may have changed meanwhile as well. */
    public Facility edited(Editable edits, @Nullable RegistrationStep step, Person editor, Instant now) {
        Registration next = registration.saved(step, now);
        return new Facility(id, ownerRole, editor, operator, edits, next, authorization, sync, providerChange,
                createdAt, now,
                version + 1, editVersion + 1);
    }

    /**
     * The facility after a change of an authorization, or empty if that tells it nothing. The newest state is shown.
     * That it was ever authorized completes the registration, even if that is learned late: states can come in any
     * order, and of a compacted topic only the last may be left.
     */
    public Optional<Facility> following(AuthorizationSnapshot snapshot, long sequence, Instant now) {
        boolean newer = authorization == null || authorization.isOlderThan(snapshot, sequence);
        boolean completes = isInProgress() && snapshot.authorizedAt() != null;
        UtilityChange change = providerChange == null ? null : providerChange.after(snapshot);
        if (!newer && !completes && Objects.equals(change, providerChange)) {
            return Optional.empty();
        }
        boolean chosen = newer && !isLeftBehind(snapshot)
                && (snapshot.status() == AuthStatus.AUTHORIZED || isNewAttempt(snapshot));
        return Optional.of(new Facility(id, ownerRole, owner, operator,
                chosen ? editable.withUtilityProvider(snapshot.providerId()) : editable,
                completes ? registration.completed(now) : registration,
                newer ? UtilityAuthorization.of(snapshot, sequence) : authorization, sync,
                change, createdAt, now, version + 1, editVersion));
    }

    /**
     * The facility with that operator, or with none. To invite one is all that is left to a mere owner, so it completes
     * the registration.
     */
    public Facility operatedBy(@Nullable Operator next, Instant now) {
        return new Facility(id, ownerRole, owner, next, editable,
                next == null ? registration : registration.completed(now), authorization, sync, providerChange,
                createdAt, now, version + 1, editVersion);
    }

    /** What the owner chose since an attempt began is not undone by that attempt's end. */
    private boolean isNewAttempt(AuthorizationSnapshot snapshot) {
        return authorization == null || !authorization.id().equals(snapshot.authorizationId())
                || authorization.lastAttemptAt().isBefore(snapshot.lastAttemptAt());
    }

    /** What became of an attempt that a change of the utility left behind does not choose a utility. */
    private boolean isLeftBehind(AuthorizationSnapshot snapshot) {
        return providerChange != null && providerChange.leavesBehind(snapshot.lastAttemptAt());
    }

    /**
     * The facility whose data is to come from another utility. Nothing else of it changes until others have acted; the
     * entity tag does not, because no edit of the owner can collide with it.
     */
    public Facility changingProvider(ProviderChange request, Instant now) {
        return new Facility(id, ownerRole, owner, operator, editable.withUtilityProvider(request.providerId()),
                registration, authorization, sync, new UtilityChange(request, utilityInUse(), false), createdAt, now,
                version + 1, editVersion);
    }

    /**
     * When a change counts as asked for: after all that it leaves behind, though the clock of whoever made that be
     * ahead of ours.
     */
    public Instant timeOfChange(Instant now) {
        Instant time = now;
        if (authorization != null && !time.isAfter(authorization.lastAttemptAt())) {
            time = authorization.lastAttemptAt().plusMillis(1);
        }
        if (providerChange != null && !time.isAfter(providerChange.request().requestedAt())) {
            time = providerChange.request().requestedAt().plusMillis(1);
        }
        return time;
    }

    /** That of a live authorization, else the one that is chosen, or null. */
    private @Nullable String utilityInUse() {
        return authorization != null && authorization.isLive()
                ? authorization.providerId()
                : editable.utilityProviderId();
    }

    /**
     * How long it took from the invitation of an operator, which completed the registration, until the utility was
     * authorized, where that snapshot is the first to say so.
     */
    public Optional<Duration> takenToAuthorize(AuthorizationSnapshot snapshot) {
        boolean first = operator != null && ownerRole == OwnerRole.OWNER && !isInProgress() && !isAuthorized()
                && snapshot.status() == AuthStatus.AUTHORIZED && sync.lastSync() == null;
        return first
                ? Optional.ofNullable(snapshot.authorizedAt())
                        .map(at -> Duration.between(registration.updatedAt(), at))
                        .filter(Duration::isPositive)
                : Optional.empty();
    }

    /** How far a change of the utility has come, or empty if none is under way. */
    public Optional<ProviderChangeStatus> providerChangeStatus() {
        return providerChange == null ? Optional.empty() : providerChange.status(authorization);
    }

    /** Null before anything began; that an operator is invited is the beginning. */
    public @Nullable AuthStatus authStatus() {
        if (authorization != null) {
            return authorization.status();
        }
        return operator == null ? null : AuthStatus.PENDING;
    }

    public boolean isAuthorized() {
        return authStatus() == AuthStatus.AUTHORIZED;
    }

    public boolean isInProgress() {
        return registration.isInProgress();
    }

    /** Delayed only while data is expected, and not for what went wrong before a person authorized again. */
    public SyncStatus syncStatus() {
        if (authorization != null && isAuthorized() && sync.isDelayedSince(authorization.lastAttemptAt())) {
            return SyncStatus.DELAYED;
        }
        return sync.lastSync() == null ? SyncStatus.NEVER : SyncStatus.OK;
    }

    /** What the other services are told. */
    public FacilitySnapshot snapshot(boolean discarded) {
        return new FacilitySnapshot(id, editable.name(), ownerRole, registration.status(), owner,
                operator == null ? null : operator.snapshot(), editable.utilityProviderId(), discarded, null,
                providerChange == null ? null : providerChange.request());
    }
}
