// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.pages;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request for a page.
 *
 * @param query the first value of each query parameter, decoded
 * @param fetchSite what the browser says about where the request comes from ({@code Sec-Fetch-Site}), if it does
 */
public record PageRequest(String method, String path, Map<String, String> query, @Nullable String fetchSite) {

    static PageRequest of(String method, URI uri, @Nullable String fetchSite) {
        String path = uri.getPath();
        return new PageRequest(method, path == null ? "/" : path, parse(uri.getRawQuery()), fetchSite);
    }

    /** A query parameter, or an empty text. */
    public String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    /** Whether a page of another site sent it; a browser tells, a script does not. */
    public boolean fromAnotherSite() {
        return fetchSite != null && !fetchSite.equals("same-origin") && !fetchSite.equals("none");
    }

    private static Map<String, String> parse(@Nullable String rawQuery) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (rawQuery != null) {
            for (String pair : rawQuery.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                parameters.putIfAbsent(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
