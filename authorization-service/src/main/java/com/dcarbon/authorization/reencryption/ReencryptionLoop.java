// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.reencryption;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.authorization.token.SecretCipher;
import com.dcarbon.platform.work.BackgroundLoop;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/** Seals anew on every replica for as long as there is something to do, and says when there no longer is. */
@Configuration(proxyBeanMethods = false)
class ReencryptionLoop {
    private static final Logger LOG = LoggerFactory.getLogger(ReencryptionLoop.class);
    private static final Duration LOOK = Duration.ofSeconds(15);

    @Bean
    BackgroundLoop reencryption(SealingAnew sealing, SealedRows rows, SecretCipher cipher, MeterRegistry metrics) {
        var left = new AtomicLong();
        metrics.gauge("dcarbon.authorization.tokens.old.key", left);
        return new BackgroundLoop("reencryption", LOOK, () -> Mono.defer(() -> {
            String primary = cipher.primaryKeyId();
            return sealing.sealSome()
                    .flatMap(more -> rows.count(primary).doOnNext(count -> note(left, count, primary))
                            .thenReturn(more));
        }));
    }

    private static void note(AtomicLong left, long count, String primary) {
        if (left.getAndSet(count) > 0 && count == 0) {
            LOG.atInfo().addKeyValue("primary_key", primary)
                    .log("every stored secret is under the primary key: former keys may be removed from the token keyset");
        }
    }
}
