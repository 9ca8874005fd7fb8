// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.util.MultiValueMap;

import com.dcarbon.events.authorization.AuthMethod;

/**
 * A browser that comes back from a utility, with nothing of it believed yet.
 *
 * @param providerId the id in the callback's path, or null if it names none
 * @param parameters the callback's query
 * @param ipAddress the browser's address
 */
public record BrowserReturn(AuthMethod method, @Nullable String providerId, MultiValueMap<String, String> parameters,
        MultiValueMap<String, HttpCookie> cookies, String ipAddress) {

    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** The one {@code state} that has the form of ours. */
    Optional<String> state() {
        List<String> values = parameters.getOrDefault("state", List.of());
        return values.size() == 1 && values.getFirst() != null && STATE.matcher(values.getFirst()).matches()
                ? Optional.of(values.getFirst())
                : Optional.empty();
    }

    /** Without what the browser carries. */
    @Override
    public String toString() {
        return "BrowserReturn[" + method + "]";
    }
}
