// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import static com.dcarbon.ingestion.espi.FeedFixture.simple;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.intervals.SyncFailed;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

import tools.jackson.databind.JsonNode;

/** Utilities that answer later, again, or not to the end. */
class PatienceIT extends OddUtilityTestBase {

    @Test
    void waitsForAnAnswerThatIsPreparedAndAsksForTheSame() {
        answersInTurn(batch, aResponse().withStatus(202).withHeader("Retry-After", "1"),
                atom(simple(1, START, 900, 5).xml()));

        authorized("odd");
        JsonNode sync = awaitSync("done");

        assertThat(sync.path("attempts").asInt()).isZero();
        assertThat(requests(batch)).hasSize(2).extracting(LoggedRequest::getUrl).satisfies(
                urls -> assertThat(urls.get(0)).isEqualTo(urls.get(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 408, 425})
    void triesAgainWhereTimeHelps(int status) {
        answersInTurn(batch, aResponse().withStatus(status).withHeader("Retry-After", "1"),
                atom(simple(1, START, 900, 5).xml()));

        authorized("odd");
        JsonNode sync = awaitSync("done");

        assertThat(sync.path("attempts").asInt()).isEqualTo(1);
        assertThat(sync.path("last_error").isNull()).isTrue();
        assertThat(gapBetweenRequests()).isGreaterThanOrEqualTo(Duration.ofMillis(900));
        var failed = (SyncFailed) awaitEvent(EventKind.SYNC_FAILED).data();
        assertThat(failed.nextAttemptAt()).isNotNull();
        await(() -> audited("sync_failed").size() == 1);
        var audited = (AuditRecord) audited("sync_failed").getFirst().data();
        assertThat(audited.userId()).isEqualTo("system:ingestion-service");
        assertThat(audited.details()).containsEntry("code", failed.code());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesAUtilityAloneThatAsksForThatAndUsesUpNoAttempt(boolean asDate) {
        // a date counts from the request, however late that comes
        String retryAfter = asDate
                ? "{{now offset='3 seconds' timezone='GMT' format='EEE, dd MMM yyyy HH:mm:ss zzz'}}"
                : "2";
        answersInTurn(batch, aResponse().withStatus(429)
                .withHeader("Retry-After", retryAfter)
                .withTransformers("response-template"), atom(simple(1, START, 900, 5).xml()));

        authorized("odd");
        var told = (SyncFailed) awaitEvent(EventKind.SYNC_FAILED).data();
        assertThat(told.code()).isEqualTo("provider_busy");
        JsonNode sync = awaitSync("done");

        assertThat(sync.path("attempts").asInt()).isZero();
        assertThat(gapBetweenRequests()).isGreaterThanOrEqualTo(Duration.ofMillis(asDate ? 1_500 : 1_900));
        assertThat(events(EventKind.SYNC_FAILED)).hasSize(1);
    }

    private Duration gapBetweenRequests() {
        List<LoggedRequest> asked = requests(batch);
        return Duration.between(asked.getFirst().getLoggedDate().toInstant(),
                asked.getLast().getLoggedDate().toInstant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Location", "Location"})
    void asksWhereTheUtilitySaidThatTheAnswerWouldBe(String header) {
        answers(batch, aResponse().withStatus(202).withHeader("Retry-After", "1").withHeader(header,
                root + "/prepared/9"));
        answers(root + "/prepared/9", atom(simple(1, START, 900, 5).xml()));

        authorized("odd");
        awaitSync("done");

        assertThat(requests(batch)).hasSize(1);
        assertThat(requests(root + "/prepared/9")).hasSize(1);
    }

    @Test
    void asksForTheSameAgainWhereThePreparedAnswerIsGoneOrElsewhere() {
        answersInTurn(batch, aResponse().withStatus(202)
                .withHeader("Retry-After", "1")
                .withHeader("Location", root + "/prepared/9"),
                aResponse().withStatus(202)
                        .withHeader("Retry-After", "1")
                        .withHeader("Location", "https://attacker.example/9"),
                atom(simple(1, START, 900, 5).xml()));
        answers(root + "/prepared/9", aResponse().withStatus(404));

        authorized("odd");
        awaitSync("done");

        assertThat(requests(batch)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 429})
    void isNotHurriedByAUtilityThatSaysAtOnceAgainAndAgain(int status) {
        answers(batch, aResponse().withStatus(status).withHeader("Retry-After", "0"));
        authorized("odd");
        awaitSync("waiting");

        // as if it had been put back ten times: the backoff of this test doubles from 50 ms
        database.sql("update import_jobs set waits = 10 where facility_id = :id").bind("id", facility).then().block();
        await(() -> count("select count(*) from import_jobs where facility_id = :id and waits > 10"
                + " and next_attempt_at > now() + interval '500 milliseconds'") == 1);

        assertThat(requests(batch).size()).isLessThan(30);
    }

    @Test
    void givesUpWhenAnAnswerIsPreparedForLongerThanPatienceAllows() {
        answers(batch, aResponse().withStatus(202).withHeader("Retry-After", "3600"));
        authorized("odd");
        awaitSync("waiting");

        database.sql("""
                update import_jobs set created_at = now() - interval '48 hours', next_attempt_at = now()
                 where facility_id = :id""").bind("id", facility).then().block();

        JsonNode error = awaitSync("failed").path("last_error");
        assertThat(error.path("code").asString()).isEqualTo("provider_not_ready");
        assertThat(requests(batch)).hasSize(2);
    }

    @Test
    void waitsWithoutUsingUpAttemptsWhileTheAuthorizationServiceIsAway() {
        answers(batch, atom(simple(1, START, 900, 5).xml()));
        neighbours.refuse(authorization, 503);
        authorized("odd");
        assertThat(awaitSync("waiting").path("last_error").path("code").asString()).isEqualTo("token_unavailable");

        handOut(batch, null);

        assertThat(awaitSync("done").path("attempts").asInt()).isZero();
        assertThat(events(EventKind.SYNC_FAILED)).hasSize(1);
    }

    @Test
    void endsAnAnswerThatTricklesForEver() {
        answersInTurn(batch, atom(simple(1, START, 900, 5).xml()).withChunkedDribbleDelay(100, 60_000),
                atom(simple(1, START, 900, 5).xml()));

        authorized("odd");

        assertThat(awaitSync("done").path("attempts").asInt()).isEqualTo(1);
    }

    @Test
    void triesAgainAfterAConnectionThatIsCutOrGarbled() {
        answersInTurn(batch, aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE),
                aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), atom(simple(1, START, 900, 5).xml()));

        authorized("odd");

        assertThat(awaitSync("done").path("attempts").asInt()).isEqualTo(3);
    }
}
