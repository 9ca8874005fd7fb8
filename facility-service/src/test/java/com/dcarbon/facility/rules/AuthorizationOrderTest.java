// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import static com.dcarbon.facility.rules.FacilityFixture.NOON;
import static com.dcarbon.facility.rules.FacilityFixture.authorizedBefore;
import static com.dcarbon.facility.rules.FacilityFixture.facility;
import static com.dcarbon.facility.rules.FacilityFixture.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.events.facility.FacilitySnapshot.ProviderChange;
import com.dcarbon.events.facility.OwnerRole;

/** A facility ends as the same one in whatever order, and how often, it hears of its authorizations. */
class AuthorizationOrderTest {
    private static final UUID FIRST = UUID.fromString("01930000-0000-7000-8000-00000000000a");
    private static final UUID SECOND = UUID.fromString("01930000-0000-7000-8000-00000000000b");
    private static final Instant AGAIN = NOON.plusSeconds(3600);
    private static final Instant ELSEWHERE = NOON.plusSeconds(7200);

    @Test
    void endsTheSameAfterEveryOrderOfALifeOfOneAuthorization() {
        List<State> life = List.of(new State(1, snapshot(AuthStatus.PENDING, NOON)),
                new State(2, snapshot(AuthStatus.FAILED, NOON)), new State(3, snapshot(AuthStatus.PENDING, AGAIN)),
                new State(4, snapshot(AuthStatus.AUTHORIZED, AGAIN)),
                new State(5, authorizedBefore(snapshot(AuthStatus.REAUTHORIZATION_REQUIRED, AGAIN))),
                new State(6, authorizedBefore(snapshot(AuthStatus.REVOKED, AGAIN))));

        Facility ended = endsTheSameAfterEveryOrderOf(life);

        assertThat(ended.authStatus()).isEqualTo(AuthStatus.REVOKED);
        assertThat(ended.isInProgress()).isFalse();
    }

    @Test
    void endsTheSameAfterEveryOrderOfAMoveToAnotherUtility() {
        List<State> move = List.of(new State(1, of(FIRST, "pge", AuthStatus.PENDING, NOON)),
                new State(2, of(FIRST, "pge", AuthStatus.AUTHORIZED, NOON)),
                new State(3, authorizedBefore(of(FIRST, "pge", AuthStatus.REVOKED, NOON))),
                new State(1, of(SECOND, "sce", AuthStatus.PENDING, ELSEWHERE)),
                new State(2, of(SECOND, "sce", AuthStatus.FAILED, ELSEWHERE)));

        Facility ended = endsTheSameAfterEveryOrderOf(move);

        assertThat(ended.authStatus()).isEqualTo(AuthStatus.FAILED);
        assertThat(ended.editable().utilityProviderId()).isEqualTo("sce");
        assertThat(ended.isInProgress()).isFalse();
    }

    @Test
    void endsTheSameAfterEveryOrderOfAChangeOfTheUtility() {
        List<State> news = List.of(new State(2, of(FIRST, "pge", AuthStatus.AUTHORIZED, NOON)),
                new State(3, authorizedBefore(of(FIRST, "pge", AuthStatus.REVOKED, NOON))),
                new State(1, of(SECOND, "sce", AuthStatus.PENDING, ELSEWHERE)),
                new State(2, of(SECOND, "sce", AuthStatus.AUTHORIZED, ELSEWHERE)),
                new State(3, authorizedBefore(of(SECOND, "sce", AuthStatus.REAUTHORIZATION_REQUIRED, ELSEWHERE))));

        Facility ended = endsTheSameAfterEveryOrderOf(facility(OwnerRole.OWNER_OPERATOR)
                .changingProvider(new ProviderChange(FIRST, "sce", AGAIN, "owner", null, null), AGAIN), news);

        assertThat(ended.editable().utilityProviderId()).isEqualTo("sce");
        assertThat(ended.providerChangeStatus()).isEmpty();
    }

    @Test
    void endsTheSameWhenTwoWereAttemptedAtTheSameInstant() {
        endsTheSameAfterEveryOrderOf(List.of(new State(1, of(FIRST, "pge", AuthStatus.PENDING, NOON)),
                new State(2, of(FIRST, "pge", AuthStatus.FAILED, NOON)),
                new State(1, of(SECOND, "sce", AuthStatus.PENDING, NOON)),
                new State(2, of(SECOND, "sce", AuthStatus.AUTHORIZED, NOON))));
    }

    private static Facility endsTheSameAfterEveryOrderOf(List<State> states) {
        return endsTheSameAfterEveryOrderOf(facility(OwnerRole.OWNER_OPERATOR), states);
    }

    private static Facility endsTheSameAfterEveryOrderOf(Facility before, List<State> states) {
        Facility inOrder = after(before, states);
        everyOrderOf(new ArrayList<>(states), 0, order -> {
            List<State> twice = new ArrayList<>(order);
            twice.addAll(order.reversed());
            assertThat(content(after(before, twice))).as(order.toString()).isEqualTo(content(inOrder));
        });
        return inOrder;
    }

    private static Facility after(Facility before, List<State> states) {
        Facility facility = before;
        for (State state : states) {
            facility = facility.following(state.snapshot(), state.version(), NOON).orElse(facility);
        }
        return facility;
    }

    /** All but the number of changes that it took to come there. */
    private static List<Object> content(Facility facility) {
        return List.of(facility.editable(), facility.registration(), String.valueOf(facility.authorization()),
                String.valueOf(facility.providerChange()));
    }

    private static void everyOrderOf(List<State> states, int fixed, Consumer<List<State>> visitor) {
        if (fixed == states.size()) {
            visitor.accept(states);
        }
        for (int next = fixed; next < states.size(); next++) {
            Collections.swap(states, fixed, next);
            everyOrderOf(states, fixed + 1, visitor);
            Collections.swap(states, fixed, next);
        }
    }

    private static AuthorizationSnapshot of(UUID id, String provider, AuthStatus status, Instant attemptedAt) {
        return snapshot(id, provider, status, attemptedAt);
    }

    private record State(long version, AuthorizationSnapshot snapshot) {
        @Override
        public String toString() {
            return snapshot.providerId() + " v" + version + " " + snapshot.status();
        }
    }
}
