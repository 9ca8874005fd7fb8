// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton.espi;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * An ESPI scope string, {@code FB=1_3_4_5;IntervalDuration=900;…}: terms between semicolons, keys of any case, order
 * free, a semicolon at the end possible.
 *
 * @param functionBlocks the numbers of all {@code FB} terms; empty if the scope tells none
 */
public record EspiScope(Set<Integer> functionBlocks) {
    /** Interval metering (4) and interval electricity metering (5). */
    private static final Set<Integer> INTERVALS = Set.of(4, 5);
    private static final Pattern TERMS = Pattern.compile("[;\\s]+");
    private static final Pattern BLOCKS = Pattern.compile("[_,]");

    public static EspiScope parse(String scope) {
        Set<Integer> blocks = new TreeSet<>();
        for (String term : TERMS.split(scope, -1)) {
            int equals = term.indexOf('=');
            if (equals > 0 && term.substring(0, equals).equalsIgnoreCase("FB")) {
                Arrays.stream(BLOCKS.split(term.substring(equals + 1), -1))
                        .filter(block -> block.matches("\\d{1,4}"))
                        .map(Integer::valueOf)
                        .forEach(blocks::add);
            }
        }
        return new EspiScope(Set.copyOf(blocks));
    }

    /** Whether interval data may be read, as far as the scope says; one without function blocks says nothing against it. */
    public boolean allowsIntervals() {
        return functionBlocks.isEmpty() || functionBlocks.stream().anyMatch(INTERVALS::contains);
    }
}
