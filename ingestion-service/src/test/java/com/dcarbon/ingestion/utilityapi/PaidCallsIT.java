// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import com.dcarbon.ingestion.utilityapi.PaidCalls.Answer;
import com.dcarbon.ingestion.utilityapi.PaidCalls.Permit;
import com.dcarbon.ingestion.utilityapi.PaidCalls.Wish;

import reactor.core.publisher.Flux;

/** The ledger, asked by many at once, as by several replicas. */
class PaidCallsIT extends UtilityApiTestBase {
    private final String account = "account-" + uid;

    @Autowired
    private PaidCalls ledger;
    private Duration payAgain = Duration.ZERO;

    private Wish wish(String meterUid, int perDay) {
        return new Wish(account, "uapi", authorization, PaidCall.HISTORICAL_COLLECTION, List.of(meterUid), perDay,
                Instant.now().minusSeconds(86_400), Instant.now().minus(payAgain));
    }

    private List<Permit> permits(List<Wish> wishes) {
        return Objects.requireNonNull(Flux.fromIterable(wishes).flatMap(ledger::intend, 10).collectList()
                .block(PATIENCE));
    }

    @Test
    void grantsACallForAMeterToOneOfMany() {
        List<Permit> permits = permits(java.util.Collections.nCopies(20, wish(meter, 100)));

        assertThat(permits).filteredOn(Permit.Granted.class::isInstance).hasSize(1);
        assertThat(permits).filteredOn(Permit.Taken.class::isInstance).hasSize(19);
    }

    @Test
    void grantsNoMoreThanTheBudgetHoweverManyAskAtOnce() {
        List<Permit> permits = permits(
                java.util.stream.IntStream.range(0, 20).mapToObj(i -> wish(meter + "-" + i, 3)).toList());

        assertThat(permits).filteredOn(Permit.Granted.class::isInstance).hasSize(3);
        assertThat(permits).filteredOn(Permit.Exhausted.class::isInstance).hasSize(17)
                .allSatisfy(permit -> assertThat(((Permit.Exhausted) permit).until())
                        .isAfter(Instant.now().plusSeconds(86_000)));
    }

    @Test
    void aCallThatWasSeenForSomeOfItsMetersMayBeMadeForTheOthersAfterAWhile() {
        var both = new Wish(account, "uapi", authorization, PaidCall.HISTORICAL_COLLECTION, List.of(meter, "other"), 9,
                Instant.now().minusSeconds(86_400), Instant.now());
        UUID made = ((Permit.Granted) permits(List.of(both)).getFirst()).id();
        ledger.settle(made, Answer.SEEN, List.of("other")).block(PATIENCE);

        assertThat(ledger.of(authorization).blockFirst(PATIENCE)).extracting(PaidCalls.Entry::done)
                .isEqualTo(List.of(meter));
        assertThat(permits(List.of(wish(meter, 9)))).first().isInstanceOf(Permit.Taken.class);
        payAgain = Duration.ofHours(1);
        assertThat(permits(List.of(wish("other", 9)))).first().isInstanceOf(Permit.Taken.class);
        payAgain = Duration.ZERO;
        assertThat(permits(List.of(wish("other", 9)))).first().isInstanceOf(Permit.Granted.class);
    }

    @Test
    void aRefusedCallCostsNothingAndALostOneMayHave() {
        UUID refused = ((Permit.Granted) permits(List.of(wish(meter, 1))).getFirst()).id();
        assertThat(permits(List.of(wish("other", 1)))).first().isInstanceOf(Permit.Exhausted.class);

        ledger.settle(refused, Answer.REFUSED, List.of()).block(PATIENCE);
        UUID lost = ((Permit.Granted) permits(List.of(wish(meter, 1))).getFirst()).id();
        ledger.settle(lost, Answer.LOST, List.of()).block(PATIENCE);

        assertThat(permits(List.of(wish(meter, 1)))).first().isInstanceOf(Permit.Exhausted.class);
        payAgain = Duration.ofHours(1);
        assertThat(permits(List.of(wish(meter, 2)))).first().isInstanceOf(Permit.Taken.class);
        payAgain = Duration.ZERO;
        assertThat(permits(List.of(wish(meter, 2)))).first().isInstanceOf(Permit.Granted.class);
    }
}
