// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.dcarbon.authorization.token.rules.DataLocations;
import com.dcarbon.authorization.token.rules.NewAddresses;
import com.dcarbon.authorization.token.rules.RotationState;
import com.dcarbon.authorization.token.rules.TokenSet;

class RenewalTest {
    private static final Instant NOW = Instant.parse("2026-11-20T08:15:00Z");
    private static final DataLocations HERE = new DataLocations(URI.create("https://a.example/Subscription/1"), null,
            URI.create("https://a.example/Authorization/2"));
    private final RotationSchedule schedule = new RotationSchedule(settings());

    @Test
    void isNewAsAWholeOnlyIfTheRefreshTokenIsAnotherOne() {
        assertThat(renewal("rt", null, false, inDays(10)).rotateAt()).isNull();
        assertThat(renewal("rt", "rt", false, inDays(10)).rotateAt()).isNull();
        assertThat(renewal("rt", "rt2", false, inDays(10)).rotateAt())
                .isBetween(NOW.plus(Duration.ofDays(83)), NOW.plus(Duration.ofDays(90)));
    }

    @Test
    void countsAsTheRotationThatIsOwedAlsoWhereTheRefreshTokenStays() {
        assertThat(renewal("rt", null, true, inDays(0)).rotateAt()).isAfter(NOW.plus(Duration.ofDays(82)));
        assertThat(renewal("rt", null, true, new RotationState(NOW.plusSeconds(60), 1, null)).rotateAt())
                .as("while it waits for its next attempt").isNotNull();
    }

    @Test
    void keepsTheFormerRefreshTokenOnlyWhereItStaysGood() {
        assertThat(renewal("rt", "rt2", true, inDays(10)).previousRefreshToken()).isEqualTo("rt");
        assertThat(renewal("rt", "rt2", false, inDays(10)).previousRefreshToken()).isNull();
        assertThat(renewal("rt", null, true, inDays(10)).previousRefreshToken()).isNull();
        assertThat(renewal("rt", null, true, inDays(10)).fresh().refreshToken()).isEqualTo("rt");
    }

    @Test
    void tellsPeopleAfterTheAttemptsConfiguredAndThenNowAndThen() {
        Instant wish = NOW.plus(Duration.ofDays(1));
        RotationState state = inDays(0);
        for (int attempt = 1; attempt < 5; attempt++) {
            state = schedule.failed(state, wish, NOW);
            assertThat(state.toldAt()).isNull();
            assertThat(state.rotateAt()).isEqualTo(wish);
        }
        state = schedule.failed(state, null, NOW);
        assertThat(state).extracting(RotationState::attempts, RotationState::toldAt).containsExactly(5, NOW);
        assertThat(schedule.failed(state, null, NOW.plus(Duration.ofDays(6))).toldAt()).isEqualTo(NOW);
        assertThat(schedule.failed(state, null, NOW.plus(Duration.ofDays(7))).toldAt())
                .isEqualTo(NOW.plus(Duration.ofDays(7)));
    }

    @Test
    void takesAnotherIdOnlyFromWhatNamedItBefore() {
        URI other = URI.create("https://a.example/Authorization/3");
        assertThat(new NewAddresses(null, null, other).authId(HERE, "2")).contains("3");
        assertThat(new NewAddresses(null, null, other).authId(HERE, "3")).isEmpty();
        assertThat(new NewAddresses(other, null, null).authId(HERE, "2")).isEmpty();
        assertThat(new NewAddresses(other, null, null).authId(new DataLocations(HERE.resourceUri(), null, null), "1"))
                .contains("3");
        assertThat(NewAddresses.NONE.authId(HERE, "2")).isEmpty();
    }

    private Renewal renewal(String former, @Nullable String fresh, boolean reusable, RotationState rotation) {
        var old = new StoredTokens(UUID.randomUUID(), 1, tokens(former), "FB=4", HERE, 0, null, null, rotation);
        return Renewal.of(old, tokens(fresh), reusable, schedule, NOW);
    }

    private static TokenSet tokens(@Nullable String refreshToken) {
        return new TokenSet("at", refreshToken, NOW, NOW.plusSeconds(3600), null);
    }

    private static RotationState inDays(int days) {
        return new RotationState(NOW.plus(Duration.ofDays(days)), 0, null);
    }

    private static RotationSettings settings() {
        return new RotationSettings(Duration.ofDays(90), Duration.ofDays(7), 5, 4, Duration.ofMinutes(10),
                Duration.ofHours(12), 5, Duration.ofDays(7), Duration.ofSeconds(30));
    }
}
