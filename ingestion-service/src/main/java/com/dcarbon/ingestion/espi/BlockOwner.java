// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Reads out of a block's links which meter reading it says it belongs to. */
final class BlockOwner {
    private BlockOwner() {}

    /** Paths of meter readings: from the up links first, then from the block's own path. */
    static Stream<String> named(Links links) {
        return Stream.concat(links.up(), links.self())
                .map(BlockOwner::in)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
    }

    static @Nullable String in(String path) {
        String beforeBlock = ResourcePath.before(path, ResourcePath.INTERVAL_BLOCK);
        return ResourcePath.upTo(beforeBlock == null ? path : beforeBlock, ResourcePath.METER_READING);
    }
}
