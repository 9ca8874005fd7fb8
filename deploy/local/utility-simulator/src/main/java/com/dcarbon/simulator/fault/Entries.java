// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.fault;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The entries of an Atom feed as text. */
final class Entries {
    private static final Pattern ENTRY = Pattern.compile("(?s)<entry\\b.*?</entry>");

    private Entries() {}

    /** The feed with other entries in the place of its own; a document without any stays as it is. */
    static String of(String feed, UnaryOperator<List<String>> change) {
        List<MatchResult> found = ENTRY.matcher(feed).results().toList();
        if (found.isEmpty()) {
            return feed;
        }
        return feed.substring(0, found.getFirst().start())
                + String.join("", change.apply(found.stream().map(MatchResult::group).toList()))
                + feed.substring(found.getLast().end());
    }
}
