// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.dcarbon.authorization.session.rules.LoginPause.Ended;

class LoginPauseTest {
    private static final Instant LAST = Instant.parse("2026-07-01T09:00:00Z");

    @Test
    void lastsAQuarterOfAnHourAfterThreeRefusalsInARow() {
        Instant over = LAST.plusSeconds(900);
        assertThat(LoginPause.until(refusals(3), LAST)).contains(over);
        assertThat(LoginPause.until(refusals(3), over.minusSeconds(1))).contains(over);
        assertThat(LoginPause.until(refusals(3), over)).isEmpty();
    }

    @Test
    void beginsNotBeforeTheThirdAndIsEndedByAnythingElse() {
        assertThat(LoginPause.until(List.of(), LAST)).isEmpty();
        assertThat(LoginPause.until(refusals(2), LAST)).isEmpty();
        var other = Stream.concat(Stream.of(new Ended("none", LAST)), refusals(2).stream()).toList();
        assertThat(LoginPause.until(other, LAST)).isEmpty();
    }

    private static List<Ended> refusals(int count) {
        return IntStream.range(0, count).mapToObj(back -> new Ended("bad_credentials", LAST.minusSeconds(60L * back)))
                .toList();
    }
}
