// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.reencryption;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.authorization.keyset.SecretCipher;
import com.dcarbon.platform.work.BackgroundLoop;

import io.micrometer.core.instrument.MeterRegistry;

/** Seals anew on every replica for as long as there is something to do, and says when there no longer is. */
@Configuration(proxyBeanMethods = false)
class ReencryptionLoop {
    private static final Duration LOOK = Duration.ofSeconds(15);

    @Bean
    BackgroundLoop reencryption(SealingAnew sealing, SealedRows rows, SecretCipher cipher, MeterRegistry metrics,
            Clock clock) {
        var left = new LeftToSeal(rows::count, metrics, LOOK, clock);
        return new BackgroundLoop("reencryption", LOOK, () -> sealing.sealSome()
                .flatMap(more -> left.afterStep(more, cipher.primaryKeyId()).thenReturn(more)));
    }
}
