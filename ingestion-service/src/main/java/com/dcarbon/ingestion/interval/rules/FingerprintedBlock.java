// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.util.List;

/**
 * A block as it is to be stored.
 *
 * @param fingerprint of its content, by {@link Fingerprints}
 */
public record FingerprintedBlock(IntervalBlock block, long fingerprint) {

    static FingerprintedBlock of(IntervalBlock block, Fingerprints fingerprints) {
        return new FingerprintedBlock(block, fingerprints.of(block));
    }

    /** Takes the fingerprints of all. */
    public static List<FingerprintedBlock> of(List<IntervalBlock> blocks) {
        var fingerprints = new Fingerprints();
        return blocks.stream().map(block -> of(block, fingerprints)).toList();
    }

    /** Whether the stored one is just the same. */
    boolean isStored(BlockHead stored) {
        Long known = stored.fingerprint();
        return known != null && known == fingerprint && stored.start() == block.start();
    }
}
