// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.rotation;

import java.time.Clock;

import org.springframework.beans.factory.BeanFactory;

import com.dcarbon.authorization.token.RotatingTokens;
import com.dcarbon.authorization.token.RotationSettings;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.pace.SharedPace;

import reactor.core.publisher.Mono;

/** The job of another replica: it shares the database with the service's own, and nothing else. */
public final class SecondReplica {
    private final RotatingDueTokens job;

    public SecondReplica(BeanFactory beans) {
        this.job = new RotatingDueTokens(beans.getBean(DueRotations.class), beans.getBean(RotatingTokens.class),
                beans.getBean(SharedPace.class), beans.getBean(RotationSettings.class),
                beans.getBean(ProviderProfiles.class), beans.getBean(Clock.class));
    }

    /** Works until nothing is due. */
    public void work() {
        job.rotateSome().expand(more -> more ? job.rotateSome() : Mono.empty()).blockLast();
    }
}
