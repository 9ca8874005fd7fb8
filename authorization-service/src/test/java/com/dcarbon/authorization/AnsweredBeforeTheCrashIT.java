// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import com.dcarbon.authorization.answer.Attempt;
import com.dcarbon.authorization.answer.KeptAnswer;
import com.dcarbon.authorization.answer.KeptAnswers;

/** Answers that a process had received, and kept on disk, when it died before it could commit what they mean. */
class AnsweredBeforeTheCrashIT extends OddUtilityIT {

    @Test
    void storesTheRotatedTokenThatWasAnsweredBeforeTheCrash(@Autowired KeptAnswers kept) {
        UUID authorization = authorizedAtOdd();
        Attempt attempt = refreshing(authorization);
        kept.keep(attempt, beforeTheCrash(tokens("2"))).block(PATIENCE);
        change(authorization, "lease_id = '%s', refreshing_since = now() - interval '1 second', "
                .formatted(UUID.randomUUID()) + "leased_until = now() + interval '49 seconds'");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(access(authorization, null).path("access_token")
                .asString()).isEqualTo("at2-" + code));
        verifyRefreshes("rt-" + code, 0);
        await().atMost(PATIENCE).until(() -> kept.find(attempt).blockOptional().isEmpty());
    }

    @Test
    void asksNothingAgainWhileAnAnswerIsKeptThatCannotBeRead(
            @Value("${dcarbon.authorization.answers.directory}") Path answers) throws IOException {
        UUID authorization = authorizedAtOdd();
        refreshed("rt-" + code, okJson(tokens("2")));
        Path unreadable = Files.writeString(
                answers.resolve("REFRESH-%s-%d.sealed".formatted(authorization, refreshing(authorization).issued())),
                "sealed with another key");

        change(authorization, CRASHED.formatted(UUID.randomUUID()));
        await().atMost(PATIENCE).until(() -> !rows(
                "select 1 from authorization_tokens where refresh_failures = 1 and authorization_id = '%s'"
                        .formatted(authorization))
                .isEmpty());
        verifyRefreshes("rt-" + code, 0);
        assertAuthorized(authorization);
        assertThat(unreadable).exists();

        Files.delete(unreadable);
        repeatNow(authorization);
        await().atMost(PATIENCE).untilAsserted(() -> verifyRefreshes("rt-" + code, 1));
    }

    @Test
    void forgetsAnAnswerThatIsCommittedOrOfNoUse(@Autowired KeptAnswers kept) {
        UUID authorization = authorizedAtOdd();
        Attempt earlier = Attempt.refresh(authorization, Instant.EPOCH);
        List<Attempt> attempts = List.of(earlier, earlier.byFormer(),
                Attempt.refresh(UUID.randomUUID(), Instant.EPOCH), Attempt.exchange(UUID.randomUUID()));
        attempts.forEach(attempt -> kept.keep(attempt, beforeTheCrash(tokens("2"))).block(PATIENCE));

        await().atMost(PATIENCE).until(() -> attempts.stream().allMatch(
                attempt -> kept.find(attempt).blockOptional().isEmpty()));
        assertThat(access(authorization, null).path("access_token").asString()).isEqualTo("at-" + code);
    }

    @Test
    void authorizesByTheAnswerThatCameBeforeTheCrash(@Autowired KeptAnswers kept) {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = start("owner", facility, "odd");
        UUID authorization = authorizationOf(facility);
        assertThat(execute("update sessions set state = 'exchanging', exchanging_since = now() where id = '%s'"
                .formatted(started.sessionId()))).isOne();
        kept.keep(Attempt.exchange(started.sessionId()), beforeTheCrash(tokens(""))).block(PATIENCE);

        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(statusOf(authorization)).isEqualTo("authorized"));
        assertThat(access(authorization, null).path("access_token").asString()).isEqualTo("at-" + code);
        await().atMost(PATIENCE).until(() -> kept.find(Attempt.exchange(started.sessionId())).blockOptional()
                .isEmpty());
    }

    @Test
    void givesAConsentBackThatCameBeforeTheCrashToASessionThatHasEnded(@Autowired KeptAnswers kept) {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = start("owner", facility, "odd");
        UUID authorization = authorizationOf(facility);
        assertThat(execute("update sessions set expires_at = now() where id = '%s'".formatted(started.sessionId())))
                .isOne();
        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(statusOf(authorization)).isEqualTo("failed"));
        kept.keep(Attempt.exchange(started.sessionId()), beforeTheCrash(tokens(""))).block(PATIENCE);

        await().atMost(PATIENCE).until(() -> !rows("select 1 from revocations where id = '%s'"
                .formatted(started.sessionId())).isEmpty());
        assertThat(statusOf(authorization)).isEqualTo("failed");
    }

    private Attempt refreshing(UUID authorization) {
        Object issued = row(
                "select (extract(epoch from issued_at) * 1000000)::bigint as issued from authorization_tokens "
                        + "where authorization_id = '%s'".formatted(authorization))
                .get("issued");
        return Attempt.refresh(authorization, Instant.EPOCH.plus((long) Objects.requireNonNull(issued),
                ChronoUnit.MICROS));
    }

    private static KeptAnswer beforeTheCrash(String body) {
        return new KeptAnswer(Instant.now().minus(Duration.ofMinutes(2)), body);
    }
}
