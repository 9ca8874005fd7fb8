// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.notice;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import com.dcarbon.simulator.custodian.NoticeAddress;

/**
 * Sends one utility's notifications: POST with the shared secret as bearer token, and again after 1, 2, 4 and 8 seconds
 * until a 2xx. Neither ESPI nor any utility publishes a rule for redelivery; this one is short enough to be watched.
 */
public final class Notices {
    private static final int ATTEMPTS = 5;
    private static final int KEPT = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final NoticeAddress address;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final List<Delivery> deliveries = new ArrayList<>();
    private volatile boolean closed;

    public Notices(NoticeAddress address, Clock clock) {
        this.address = address;
        this.clock = clock;
    }

    /** Delivers a notification that names these. Completes, never exceptionally, with the answer to the first attempt. */
    public CompletableFuture<Delivery> send(URI... resources) {
        List<URI> named = List.of(resources);
        return attempt(named, 1).thenApply(first -> {
            if (!first.isTaken()) {
                again(named, first.attempt());
            }
            return first;
        });
    }

    /** The latest attempts, oldest first. */
    public List<Delivery> deliveries() {
        synchronized (deliveries) {
            return List.copyOf(deliveries);
        }
    }

    /** Gives up what is not delivered yet. */
    public void close() {
        closed = true;
        http.shutdownNow();
    }

    private void again(List<URI> resources, int attempted) {
        if (attempted == ATTEMPTS || closed) {
            return;
        }
        Executor later = CompletableFuture.delayedExecutor(1L << (attempted - 1), TimeUnit.SECONDS);
        CompletableFuture.runAsync(() -> {}, later)
                .thenCompose(_ -> attempt(resources, attempted + 1))
                .thenAccept(delivery -> {
                    if (!delivery.isTaken()) {
                        again(resources, delivery.attempt());
                    }
                });
    }

    private CompletableFuture<Delivery> attempt(List<URI> resources, int number) {
        HttpRequest request = HttpRequest.newBuilder(address.uri())
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + address.bearer())
                .header("Content-Type", "application/atom+xml;charset=UTF-8")
                .header("User-Agent", "utility-simulator")
                .POST(HttpRequest.BodyPublishers.ofString(BatchList.of(resources)))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .handle((answer, failure) -> failure == null ? answer.statusCode() : 0)
                .thenApply(status -> noted(
                        new Delivery(clock.instant(), address.uri(), resources, number, status)));
    }

    private Delivery noted(Delivery delivery) {
        synchronized (deliveries) {
            deliveries.add(delivery);
            if (deliveries.size() > KEPT) {
                deliveries.removeFirst();
            }
        }
        return delivery;
    }
}
