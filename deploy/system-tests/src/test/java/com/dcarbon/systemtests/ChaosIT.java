// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import com.dcarbon.local.Progress;
import com.dcarbon.soak.Chaos;
import com.dcarbon.soak.Plan;
import com.dcarbon.soak.truth.Comparison;

/** The short form of the soak: processes die while customers authorize, and nothing is lost and nothing comes twice. */
@Order(Order.DEFAULT + 1)
class ChaosIT {
    private static final long SEED = Long.getLong("soak.seed", 1);

    @Test
    void losesNothingAndDoesNothingTwice() {
        Progress progress = Progress.timed(line -> System.out.println("[chaos] " + line));

        Comparison.Verdict verdict = new Chaos(Platform.stack(), Plan.shortForm(SEED), progress).run();

        verdict.statements().forEach(progress::say);
        assertThat(verdict.troubles()).as("seed " + SEED + "; logs in deploy/system-tests/target/run/logs").isEmpty();
    }
}
