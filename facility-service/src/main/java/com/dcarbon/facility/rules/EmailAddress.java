// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** What counts as an address that a mail can be sent to, and when two are the same. */
public final class EmailAddress {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern FORM = Pattern.compile(
            ATOM + "(?:\\." + ATOM + ")*@(?:" + LABEL + "\\.)+(?=[A-Za-z0-9-]*[A-Za-z])" + LABEL);

    private EmailAddress() {}

    /**
     * Whether it is one address in the form that all mail servers take: RFC 5321, section 4.1.2, without quoted names
     * and address literals. So it holds no space, comma, bracket or line break that a mail's header could trip over.
     */
    public static boolean isValid(String text) {
        return text.length() <= LONGEST && text.indexOf('@') <= LONGEST_LOCAL_PART && FORM.matcher(text).matches();
    }

    /** Whether both are the same mailbox: letters count alike, as at every mail server there is. */
    public static boolean same(@Nullable String one, @Nullable String other) {
        return one != null && other != null
                && one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
    }
}
