// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import com.dcarbon.local.LocalStack;
import com.dcarbon.local.Pause;
import com.dcarbon.local.Progress;

/** The moment when nothing moves any more: no work in any row, no event that a consumer has not seen. */
public final class Rest {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);

    private final String bootstrapServers;
    private final Databases databases;
    private final Progress progress;
    private Instant nextTelling = Instant.EPOCH;

    public Rest(LocalStack stack, Progress progress) {
        this.progress = progress;
        this.bootstrapServers = stack.bootstrapServers();
        this.databases = new Databases(stack);
    }

    /** Waits for it; what still moves when the limit is over, or nothing. */
    public List<String> await(Duration limit) {
        Instant end = Instant.now().plus(limit);
        List<String> moving = moving();
        // An event may be on its way from a table to a consumer while each is looked at: it must be still twice.
        int still = 0;
        while (still < 2 && Instant.now().isBefore(end)) {
            Pause.of(PAUSE);
            moving = moving();
            tell(moving);
            still = moving.isEmpty() ? still + 1 : 0;
        }
        return moving;
    }

    private void tell(List<String> moving) {
        if (!moving.isEmpty() && Instant.now().isAfter(nextTelling)) {
            progress.say("%d things still move, for example %s".formatted(moving.size(), moving.getFirst()));
            nextTelling = Instant.now().plus(TELL_EVERY);
        }
    }

    private List<String> moving() {
        try {
            List<String> moving = new ArrayList<>(NothingIsLeftOver.work(databases));
            moving.addAll(behind());
            return moving;
        } catch (IllegalStateException | ExecutionException | TimeoutException e) {
            return List.of(String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private List<String> behind() throws ExecutionException, TimeoutException, InterruptedException {
        List<String> behind = new ArrayList<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            for (var group : admin.listGroups().all().get(10, TimeUnit.SECONDS)) {
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group.groupId())
                        .partitionsToOffsetAndMetadata().get(10, TimeUnit.SECONDS);
                Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(committed.keySet().stream()
                        .collect(Collectors.toMap(each -> each, _ -> OffsetSpec.latest())))
                        .all().get(10, TimeUnit.SECONDS);
                ends.forEach((partition, end) -> {
                    OffsetAndMetadata at = committed.get(partition);
                    if (at != null && at.offset() < end.offset()) {
                        behind.add("%s is %d behind on %s".formatted(group.groupId(), end.offset() - at.offset(),
                                partition));
                    }
                });
            }
        }
        return behind;
    }
}
