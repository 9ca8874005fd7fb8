// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ClockAutoConfigurationTest {
    private final ApplicationContextRunner process = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ClockAutoConfiguration.class));

    @ParameterizedTest
    @ValueSource(strings = {"P91D", "PT2184H", "91d"})
    void isMovedByWhatTheLocalStackSays(String offset) {
        process.withPropertyValues("dcarbon.clock.allow-offset=true", "dcarbon.clock.offset=" + offset)
                .run(context -> assertThat(context.getBean(Clock.class).instant())
                        .isCloseTo(Instant.now().plus(91, ChronoUnit.DAYS), within(1, ChronoUnit.MINUTES)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s"})
    void isTheMachinesWithoutAnOffset(String offset) {
        process.withPropertyValues("dcarbon.clock.offset=" + offset)
                .run(context -> assertThat(context.getBean(Clock.class).instant()).isCloseTo(Instant.now(),
                        within(1, ChronoUnit.MINUTES)));
    }

    @Test
    void isNeverMovedInProduction() {
        process.withPropertyValues("dcarbon.clock.offset=P91D")
                .run(context -> assertThat(context).getFailure()
                        .rootCause()
                        .hasMessageContaining("dcarbon.clock.offset")
                        .hasMessageContaining("local stack alone"));
    }

    @Test
    void countsInMilliseconds() {
        process.run(context -> assertThat(context.getBean(Clock.class).instant().getNano() % 1_000_000).isZero());
    }
}
