// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every way in which a utility can fail to give data, as its control takes it. */
final class WaysToFail {
    private static final String LATE = "4s";
    private static final String SOON = "2s";
    private static final String FEEDS = "usage,resource,customer";

    private WaysToFail() {}

    /** Of that utility, in the order in which they come. */
    static List<Map<String, Object>> of(String utility) {
        boolean behind = utility.equals(Utilities.BEHIND_UTILITY_API);
        String data = behind ? "api_meters,api_collection,api_monitoring,api_intervals" : "data";
        return Stream.concat(answers().map(way -> with(way, data)),
                behind ? utilityApi(data) : feeds().map(way -> with(way, FEEDS))).toList();
    }

    private static Stream<Map<String, Object>> answers() {
        return Stream.of(
                Map.of("fault", "unavailable"),
                Map.of("fault", "unavailable", "retry_after", SOON),
                Map.of("fault", "server_error"),
                Map.of("fault", "server_error", "status", 502),
                Map.of("fault", "server_error", "status", 400),
                Map.of("fault", "rate_limited"),
                Map.of("fault", "rate_limited", "retry_after", SOON),
                Map.of("fault", "rate_limited", "retry_after", SOON, "retry_after_as", "date"),
                Map.of("fault", "unauthorized"),
                Map.of("fault", "forbidden"),
                Map.of("fault", "payment_required"),
                Map.of("fault", "not_found"),
                Map.of("fault", "gone"),
                Map.of("fault", "no_content"),
                Map.of("fault", "slow", "delay", LATE),
                Map.of("fault", "cut_before_headers"),
                Map.of("fault", "cut_in_body"),
                Map.of("fault", "lost_answer"),
                Map.of("fault", "html_page"),
                Map.of("fault", "redirect"),
                Map.of("fault", "other_host"));
    }

    private static Stream<Map<String, Object>> feeds() {
        return Stream.of(
                Map.of("fault", "truncated_xml"),
                Map.of("fault", "malformed_xml"),
                Map.of("fault", "entity_expansion"),
                Map.of("fault", "external_entity"),
                Map.of("fault", "empty_feed"),
                Map.of("fault", "entries_twice"),
                Map.of("fault", "entries_reversed"),
                Map.of("fault", "accepted", "ready_after", SOON),
                Map.of("fault", "accepted", "ready_after", SOON, "notify", false, "retry_after", SOON),
                Map.of("fault", "accepted_for_ever", "retry_after", SOON),
                Map.of("fault", "expired_token", "times", 4));
    }

    private static Stream<Map<String, Object>> utilityApi(String data) {
        return Stream.of(
                Map.of("fault", "malformed_json", "calls", data),
                Map.of("fault", "empty_list", "calls", "api_meters,api_intervals"),
                Map.of("fault", "next_loops", "calls", "api_meters,api_intervals"),
                Map.of("fault", "too_fast", "calls", data),
                Map.of("fault", "work_held", "calls", "collection_work"),
                Map.of("fault", "work_delayed", "calls", "collection_work"),
                Map.of("fault", "work_retried", "calls", "collection_work"),
                Map.of("fault", "work_fails", "calls", "collection_work"),
                Map.of("fault", "webhook_dropped", "calls", "webhook"),
                Map.of("fault", "webhook_twice", "calls", "webhook"),
                Map.of("fault", "webhook_late", "calls", "webhook"),
                Map.of("fault", "webhook_wrong_secret", "calls", "webhook"),
                Map.of("fault", "webhook_tampered", "calls", "webhook"));
    }

    private static Map<String, Object> with(Map<String, Object> way, String calls) {
        Map<String, Object> aimed = new TreeMap<>(way);
        aimed.put("calls", calls);
        return aimed;
    }
}
