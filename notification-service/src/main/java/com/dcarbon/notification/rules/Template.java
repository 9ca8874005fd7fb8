// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.rules;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with gaps like <code>{facility}</code>. */
public final class Template {
    private static final Pattern GAP = Pattern.compile("\\{([a-z_]+)}");

    private Template() {}

    /**
     * Fills the gaps; what is filled in is not looked at again, so that no one's words fill a gap of their own.
     *
     * @throws IllegalStateException if a gap's value is not given
     */
    public static String fill(String template, Map<String, String> values) {
        return fill(template, values, UnaryOperator.identity());
    }

    static String fill(String template, Map<String, String> values, UnaryOperator<String> written) {
        return GAP.matcher(template).replaceAll(gap -> {
            String value = values.get(gap.group(1));
            if (value == null) {
                throw new IllegalStateException("nothing to fill in for " + gap.group());
            }
            return Matcher.quoteReplacement(written.apply(value));
        });
    }
}
