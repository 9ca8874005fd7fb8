// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SoakOptionsTest {

    @Test
    void namesTheCommandThatHasTheSamePlan() {
        SoakOptions options = SoakOptions.parse(new String[]{"--seed", "42", "--minutes", "3"});
        assertThat(options).isEqualTo(new SoakOptions(42, 3, 20, SoakOptions.Scenario.LONG, 0, ""));
        assertThat(options.command()).isEqualTo("deploy/system-tests/soak --seed 42 --minutes 3 --authorizations 20");
        SoakOptions brief = SoakOptions.parse(new String[]{"--short", "--seed", "7"});
        assertThat(brief.command()).isEqualTo("deploy/system-tests/soak --short --seed 7");
        assertThat(brief.plan()).isEqualTo(Plan.shortForm(7));
        assertThat(SoakOptions.parse(new String[]{"--backfill", "50", "--seed", "7"}).command())
                .isEqualTo("deploy/system-tests/soak --backfill 50 --seed 7");
        assertThat(SoakOptions.parse(new String[]{"--seed", "7", "--failing", "pge"}).command())
                .isEqualTo("deploy/system-tests/soak --failing pge --seed 7");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> SoakOptions.parse(new String[]{"--sede", "1"})).hasMessageContaining("--sede")
                .hasMessageContaining("usage:");
        assertThatThrownBy(() -> SoakOptions.parse(new String[]{"--seed"})).hasMessageContaining("--seed");
        assertThatThrownBy(() -> SoakOptions.parse(new String[]{"--failing", "acme"})).hasMessageContaining("acme");
    }
}
