// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.revocation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;

class VerdictTest {
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final Instant DEADLINE = NOW.plus(Duration.ofDays(7));

    private static final Half ENDED = new Half.Ended();
    private static final Half NOTHING = new Half.NotOffered();

    static Stream<ProviderTrouble> troubles() {
        return Stream.of(new ProviderTrouble.Unavailable("status 500", null),
                new ProviderTrouble.Throttled("status 429", null),
                new ProviderTrouble.Pending("status 202", URI.create("https://acme.example"), null),
                new ProviderTrouble.Misconfigured("status 405"),
                new ProviderTrouble.ReauthorizationNeeded("status 400"),
                new ProviderTrouble.Gone("status 403"), new ProviderTrouble.Malformed("status 302"),
                new ProviderTrouble.PaymentRequired("status 402"));
    }

    @Test
    void isOverOnceTheUtilityHasEndedItNowOrBefore() {
        var over = new Verdict.Over(RevocationOutcome.REVOKED);

        assertThat(after(ProviderOutcome.succeeded("done"), 1, NOW)).isEqualTo(over);
        assertThat(after(ProviderOutcome.failed(new ProviderTrouble.Revoked("status 404")), 1, NOW)).isEqualTo(over);
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void asksAgainWhateverTheTroubleUntilPatienceEnds(ProviderTrouble trouble) {
        ProviderOutcome<String> answer = ProviderOutcome.failed(trouble);

        assertThat(after(answer, 1, NOW)).isEqualTo(new Verdict.Again(NOW.plusSeconds(30)));
        assertThat(after(answer, 3, NOW)).isEqualTo(new Verdict.Again(NOW.plusSeconds(120)));
        assertThat(after(answer, 99, NOW)).isEqualTo(new Verdict.Again(NOW.plus(Duration.ofHours(1))));
        assertThat(after(answer, 99, DEADLINE)).isEqualTo(new Verdict.Over(RevocationOutcome.GAVE_UP));
    }

    @Test
    void waitsAsLongAsTheUtilityWishesButNotBeyondPatience() {
        Instant tomorrow = NOW.plus(Duration.ofDays(1));
        Instant nextYear = NOW.plus(Duration.ofDays(365));

        assertThat(after(ProviderOutcome.failed(new ProviderTrouble.Throttled("status 429", tomorrow)), 1, NOW))
                .isEqualTo(new Verdict.Again(tomorrow));
        assertThat(after(ProviderOutcome.failed(new ProviderTrouble.Unavailable("status 503", nextYear)), 1, NOW))
                .isEqualTo(new Verdict.Again(DEADLINE));
    }

    private static Verdict after(ProviderOutcome<String> answer, int attempts, Instant now) {
        Verdict verdict = Verdict.of(Half.of(answer), NOTHING, attempts, now, DEADLINE, () -> 1);
        assertThat(Verdict.of(ENDED, Half.of(answer), attempts, now, DEADLINE, () -> 1)).isEqualTo(verdict);
        return verdict;
    }

    @Test
    void isOverWhenBothHalvesAreAndSaysWhenNeitherCouldBe() {
        var open = new Half.Open(new ProviderTrouble.Gone("status 403"));

        assertThat(after(NOTHING, NOTHING)).isEqualTo(new Verdict.Over(RevocationOutcome.NOT_OFFERED));
        assertThat(after(NOTHING, ENDED)).isEqualTo(new Verdict.Over(RevocationOutcome.REVOKED));
        assertThat(after(ENDED, NOTHING)).isEqualTo(new Verdict.Over(RevocationOutcome.REVOKED));
        assertThat(after(ENDED, ENDED)).isEqualTo(new Verdict.Over(RevocationOutcome.REVOKED));
        assertThat(after(open, ENDED)).isInstanceOf(Verdict.Again.class);
        assertThat(after(ENDED, open)).isInstanceOf(Verdict.Again.class);
        assertThat(after(NOTHING, open)).isInstanceOf(Verdict.Again.class);
    }

    private static Verdict after(Half record, Half tokens) {
        return Verdict.of(record, tokens, 1, NOW, DEADLINE, () -> 1);
    }
}
