// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.dcarbon.events.Event;
import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthorizationMethodChanged;
import com.dcarbon.events.authorization.AuthorizationRevoked;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.FacilitySnapshot.ProviderChange;
import com.dcarbon.events.facility.Person;
import com.dcarbon.events.facility.RegistrationStatus;
import com.dcarbon.platform.ids.Ids;

/** A facility's utility is changed: what was authorized at the former one ends, once, and the way is free. */
class ProviderChangeIT extends OddUtilityIT {
    private final UUID facility = UUID.randomUUID();
    private final AtomicLong version = new AtomicLong();

    @Test
    void endsTheOldAuthorizationTellsWhoAskedAndFreesTheWayToTheNewUtility() {
        follow("facility_registered", null);
        UUID old = authorized("owner", facility, "pge");
        postStart(owner(), facility, "sce", null).expectStatus().isEqualTo(409).expectBody().jsonPath("$.code")
                .isEqualTo("already_authorized");

        follow("provider_change_requested", to("sce", Instant.now()));

        assertThat(statusOf(old)).isEqualTo("revoked");
        var revoked = (AuthorizationRevoked) told("authorization_revoked").data();
        assertThat(revoked.code()).isEqualTo("provider_changed");
        assertThat(revoked.message()).contains("PG&E");
        var changed = (AuthorizationMethodChanged) told("authorization_method_changed").data();
        assertThat(changed.authorizationId()).isEqualTo(old);
        assertThat(changed.fromProviderId()).isEqualTo("pge");
        assertThat(changed.toProviderId()).isEqualTo("sce");
        assertThat(changed.toMethod()).isEqualTo(AuthMethod.GREEN_BUTTON);
        for (String type : List.of("authorization_revoked", "authorization_method_changed")) {
            AuditRecord audited = audited(type);
            assertThat(audited.userId()).isEqualTo("asker");
            assertThat(audited.ipAddress()).isEqualTo("203.0.113.5");
            assertThat(audited.authorizationId()).isEqualTo(old);
        }
        assertThat(audited("authorization_method_changed").details()).containsEntry("from_provider_id", "pge")
                .containsEntry("to_provider_id", "sce");

        assertThat(authorized("owner", facility, "sce")).isNotEqualTo(old);
        assertThat(awaitOutcome(old)).isEqualTo("revoked");
        assertThat(steps(old)).endsWith("revoked provider_changed", "revoked_at_utility");
    }

    @Test
    void followsAChangeOnceWhateverEventItComesWith() {
        follow("facility_registered", null);
        UUID old = authorized("owner", facility, "pge");
        ProviderChange change = to("sce", Instant.now().plusSeconds(3_600)); // so late that any attempt is older
        follow("facility_updated", change);
        assertThat(statusOf(old)).isEqualTo("revoked");

        UUID back = authorized("owner", facility, "pge");
        follow("provider_change_requested", change);
        follow("facility_updated", change);
        assertAuthorized(back);
    }

    @Test
    void leavesAttemptsAloneThatBeganAfterTheChangeWasAskedFor() {
        follow("facility_registered", null);
        UUID later = authorized("owner", facility, "pge");
        follow("provider_change_requested", to("sce", Instant.now().minusSeconds(60)));
        assertAuthorized(later);
    }

    @Test
    void letsARunningAttemptAtTheOldUtilityFail() {
        follow("facility_registered", null);
        Started started = start("owner", facility, "pge");
        follow("provider_change_requested", to("sce", Instant.now()));

        assertThat(statusOf(authorizationOf(facility))).isEqualTo("failed");
        assertThat(status("owner", started.sessionId()).path("code").asString()).isEqualTo("provider_changed");
        assertThat(comeBack(customer.approve(started.redirectUrl(), "owner", "password"), started).status())
                .isEqualTo("failed");
        assertThat(told("authorization_method_changed")).isNotNull();
        start("owner", facility, "sce");
    }

    @Test
    void leavesAFailedAuthorizationBehindWithAWordToTheAuditLogAlone() {
        follow("facility_registered", null);
        Started started = start("owner", facility, "odd");
        comeBack("odd", "error=access_denied&state=" + started.state(), started);
        UUID failed = authorizationOf(facility);
        follow("provider_change_requested", to("sce", Instant.now()));
        start("owner", facility, "sce");

        assertThat(audited("authorization_method_changed").authorizationId()).isEqualTo(failed);
        told("authorization_failed");
        assertThat(kafka.events(Topic.AUTHORIZATIONS, event -> event.subject().equals(facility.toString())
                && event.type().equals("authorization_method_changed"))).isEmpty();
        assertThat(steps(failed)).containsExactly("started", "failed user_cancelled");
    }

    @Test
    void forgetsAnOlderChangeOnceANewerOneWasFollowed() {
        follow("facility_registered", null);
        UUID old = authorized("owner", facility, "pge");
        ProviderChange first = to("sce", Instant.now());
        ProviderChange second = to("pge", Instant.now());
        long before = version.incrementAndGet();
        follow("provider_change_requested", second);
        kafka.publish(Topic.FACILITIES, new Event<>(Ids.next(), "provider_change_requested", "/facility-service",
                Instant.now(), facility.toString(), before, snapshot(first)));
        follow("facility_updated", second);

        assertAuthorized(old);
    }

    private void follow(String type, @Nullable ProviderChange change) {
        publish(type, version.incrementAndGet(), snapshot(change));
    }

    private FacilitySnapshot snapshot(@Nullable ProviderChange change) {
        return new FacilitySnapshot(facility, "Plant", OWNER_OPERATOR, RegistrationStatus.COMPLETE,
                new Person("owner", "Olivia Owner", "owner@example.com"), null,
                change == null ? "pge" : change.providerId(), false, null, change);
    }

    private static ProviderChange to(String providerId, Instant requestedAt) {
        return new ProviderChange(Ids.next(), providerId, requestedAt, "asker", "Ann Asker", "203.0.113.5");
    }

    private Event<?> told(String type) {
        return kafka.awaitEvent(Topic.AUTHORIZATIONS,
                event -> event.subject().equals(facility.toString()) && event.type().equals(type));
    }

    private AuditRecord audited(String type) {
        return (AuditRecord) kafka.awaitEvent(Topic.AUDIT,
                event -> event.subject().equals(facility.toString()) && event.type().equals(type)).data();
    }
}
