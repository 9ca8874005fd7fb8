// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing.architecture;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The functions by which SQL asks the database for the time. */
final class SqlTime {
    private static final Pattern FUNCTIONS = Pattern.compile(
            "\\b(?:(?:now|clock_timestamp|statement_timestamp|transaction_timestamp)\\(\\)"
                    + "|current_timestamp|current_date|localtimestamp)",
            Pattern.CASE_INSENSITIVE);

    private SqlTime() {}

    /** Those that the text uses. */
    static List<String> in(String sql) {
        return FUNCTIONS.matcher(sql).results().map(MatchResult::group).distinct().toList();
    }
}
