// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.dcarbon.local.Pause;
import com.dcarbon.local.StackFailure;

/** Waits until addresses answer 200, or says clearly why they never will. */
public final class Readiness {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Duration patience;

    public Readiness(Duration patience) {
        this.patience = patience;
    }

    /** @throws StackFailure if the process ends or does not answer in time */
    public void await(RunningProcess process, List<URI> addresses) {
        Instant end = Instant.now().plus(patience);
        for (URI address : addresses) {
            while (!answers(address)) {
                process.requireAlive();
                if (Instant.now().isAfter(end)) {
                    throw new StackFailure("%s does not answer at %s after %d s. The end of its log:%n%s".formatted(
                            process.name(), address, patience.toSeconds(), process.lastLines()));
                }
                Pause.of(PAUSE);
            }
        }
    }

    private boolean answers(URI address) {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while waiting for " + address, e);
        }
    }
}
