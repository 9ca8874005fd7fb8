// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A link of an entry. Two links mean the same resource if their paths are equal; scheme, host, query and a trailing
 * slash say nothing, because utilities mix them.
 *
 * @param rel the relation in lower case
 * @param url where it leads, absolute where the document's own address is known
 * @param path what it is recognised by
 */
record Link(String rel, String url, String path) {
    private static final Pattern ORIGIN = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*");
    private static final Pattern EMPTY_SEGMENTS = Pattern.compile("/{2,}");
    /** What stands in paths for a slash that is part of an id. */
    static final String SLASH_IN_ID = "%2F";
    private static final Pattern SLASH = Pattern.compile("%2[Ff]");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

    static Link of(@Nullable String rel, String href, String base) {
        String url = resolve(base, href.strip());
        return new Link(rel == null ? "" : rel.strip().toLowerCase(Locale.ROOT), url, pathOf(url));
    }

    /** Lenient where {@link java.net.URI} is strict: real links have blanks and commas in them. */
    static String resolve(String base, String href) {
        if (SCHEME.matcher(href).lookingAt()) {
            return href;
        }
        String origin = originOf(base);
        if (href.startsWith("//")) {
            return origin.substring(0, Math.max(0, origin.indexOf("//"))) + href;
        }
        String basePath = withoutQuery(base.substring(origin.length()));
        if (href.startsWith("?") || href.isEmpty()) {
            return origin + basePath + href;
        }
        String folder = basePath.substring(0, basePath.lastIndexOf('/') + 1);
        return origin + withoutDots(href.startsWith("/") ? href : folder + href);
    }

    static String pathOf(String url) {
        String path = withoutQuery(url.substring(originOf(url).length()));
        String decoded = withoutEmptySegments(decoded(path));
        String absolute = decoded.startsWith("/") ? decoded : "/" + decoded;
        return absolute.length() > 1 && absolute.endsWith("/")
                ? absolute.substring(0, absolute.length() - 1)
                : absolute;
    }

    private static String withoutEmptySegments(String path) {
        return path.contains("//") ? EMPTY_SEGMENTS.matcher(path).replaceAll("/") : path;
    }

    private static String originOf(String url) {
        var matcher = ORIGIN.matcher(url);
        return matcher.find() ? matcher.group() : "";
    }

    private static String withoutQuery(String url) {
        int end = url.length();
        for (int i = 0; i < url.length(); i++) {
            if (url.charAt(i) == '?' || url.charAt(i) == '#') {
                end = i;
                break;
            }
        }
        return url.substring(0, end);
    }

    private static String withoutDots(String path) {
        if (!path.contains("./")) {
            return path;
        }
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        String joined = String.join("/", kept);
        return path.startsWith("/") && !joined.startsWith("/") ? "/" + joined : joined;
    }

    /** But for slashes, which are part of an id then. */
    private static String decoded(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        String kept = SLASH.matcher(path.replace("+", "%2B")).replaceAll(SLASH_IN_ID.replace("%", "%25"));
        try {
            return URLDecoder.decode(kept, StandardCharsets.UTF_8).replace("\0", "");
        } catch (IllegalArgumentException e) {
            return path;
        }
    }
}
