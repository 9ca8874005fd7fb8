// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import com.dcarbon.authorization.keyset.SecretCipher;
import com.dcarbon.platform.work.BackgroundLoop;

/**
 * What the rotation of ten thousand tokens takes, of which a hundredth fails first, against as many plain calls of the same
 * token endpoint. No test: it asserts no duration and runs only when asked for by name (docs/decisions/0022).
 */
class RotationBenchmark extends OddUtilityIT {
    private static final int AUTHORIZATIONS = 10_000;

    @Test
    void rotatesTenThousand(@Autowired SecretCipher cipher,
            @Autowired @Qualifier("tokenRotationLoop") BackgroundLoop job)
            throws Exception {
        double plain = AUTHORIZATIONS / seconds(this::plainCalls);
        var many = new ManyAuthorizations(Objects.requireNonNull(database), cipher, AUTHORIZATIONS, "now()");
        execute("analyze authorization_tokens");
        double atOnce = seconds(() -> {
            job.wake();
            awaitRotated(many, AUTHORIZATIONS * 98 / 100);
        });
        double rate = AUTHORIZATIONS * 0.98 / atOnce;
        double rest = seconds(() -> awaitRotated(many, AUTHORIZATIONS));

        long once = IntStream.range(0, AUTHORIZATIONS)
                .filter(index -> Surroundings.MANY.asked(many.refreshToken(index)) == 1).count();
        long twice = IntStream.range(0, AUTHORIZATIONS)
                .filter(index -> Surroundings.MANY.asked(many.refreshToken(index)) == 2).count();
        assertThat(once).isEqualTo(AUTHORIZATIONS / 100 * 99);
        assertThat(twice).isEqualTo(AUTHORIZATIONS / 100);
        assertThat(rows("select 1 from authorization_steps where step = 'token_rotated' and " + many.inSql()))
                .hasSize(AUTHORIZATIONS);
        System.out.printf(
                "%n%d rotations: %.0f/s; %d at once, %d after a retry, the last %.1f s after the first 98 %%%n"
                        + "plain calls of the token endpoint, one after the other: %.0f/s; a rotation costs x %.1f%n",
                AUTHORIZATIONS, rate, once, twice, rest, plain, plain / rate);
    }

    private void awaitRotated(ManyAuthorizations many, int number) {
        await().atMost(Duration.ofMinutes(30)).pollInterval(Duration.ofMillis(250)).until(() -> Long.parseLong(
                String.valueOf(row("select count(*) as n from authorization_tokens where version = 2 and "
                        + "rotation_attempts = 0 and " + many.inSql()).get("n"))) >= number);
    }

    /** Each over a connection of its own, as the service makes them. */
    private void plainCalls() throws IOException, InterruptedException {
        for (int index = 0; index < AUTHORIZATIONS; index++) {
            try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
                client.send(HttpRequest.newBuilder(URI.create(Surroundings.MANY.baseUrl() + "/oauth/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers
                                .ofString("grant_type=refresh_token&refresh_token=plain-" + index))
                        .build(), HttpResponse.BodyHandlers.ofString());
            }
        }
    }

    private static double seconds(Work work) throws IOException, InterruptedException, SQLException {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private interface Work {
        void run() throws IOException, InterruptedException, SQLException;
    }
}
