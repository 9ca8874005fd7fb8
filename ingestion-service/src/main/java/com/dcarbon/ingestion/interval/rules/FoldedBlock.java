// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

/**
 * A stored block as it is read: its numbers are still the database's text.
 *
 * @param direction as it is shown
 * @param start epoch second of the first interval's beginning
 * @param seconds the length of each
 * @param powerOfTen of all values
 * @param values one per interval, <code>{5,NULL,7}</code>; null where the utility sent none
 * @param qualities one per interval, ESPI codes; null where the utility told none
 */
public record FoldedBlock(Direction direction, long start, int seconds, int powerOfTen, String values,
        String qualities) {}
