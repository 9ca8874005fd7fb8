// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

import tools.jackson.databind.node.ObjectNode;

/** Lists in pages: {@code {"<plural>": […], "next": "…" or null}}. */
final class Paging {
    /** A request with this attribute gets a page whose {@code next} leads to itself. */
    static final String LOOPS = Paging.class.getName() + ".loops";

    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private Paging() {}

    static <T> ObjectNode page(ServerRequest request, String root, String plural, List<T> all, Function<T, String> uid,
            Function<T, ObjectNode> json) {
        int limit = Filters.number(request, "limit", 1, MOST).orElse(USUAL);
        List<T> rest = after(request, all, uid);
        List<T> page = rest.subList(0, Math.min(limit, rest.size()));
        String next = page.size() < rest.size() ? address(request, root, uid.apply(page.getLast())) : null;
        boolean loops = request.attribute(LOOPS).isPresent();
        ObjectNode answer = Json.object();
        answer.set(plural, Json.objects(page.stream().map(json).toList()));
        return answer.put("next", loops ? address(request, root, null) : next);
    }

    private static <T> List<T> after(ServerRequest request, List<T> all, Function<T, String> uid) {
        String after = request.queryParam("after").orElse(null);
        if (after == null) {
            return all;
        }
        int last = all.stream().map(uid).toList().indexOf(after);
        if (last < 0) {
            throw new RefusedException(400, "invalid_param", "after is not known");
        }
        return all.subList(last + 1, all.size());
    }

    /** The same request after that item; null: the same request. */
    private static String address(ServerRequest request, String root, @Nullable String after) {
        List<String> query = new ArrayList<>();
        String asked = request.uri().getRawQuery();
        for (String pair : asked == null ? new String[0] : asked.split("&", -1)) {
            if (after == null || !pair.startsWith("after=")) {
                query.add(pair);
            }
        }
        if (after != null) {
            query.add("after=" + URLEncoder.encode(after, StandardCharsets.UTF_8));
        }
        return root + request.uri().getRawPath() + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }
}
