// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.access;

import java.util.Map;

/**
 * What a call is to answer.
 *
 * @param code the problem's code, empty where it is none
 */
record Expected(int status, String code) {
    /** In the place of a code: an answer without a body. */
    static final String EMPTY = "(empty)";

    private static final Map<Integer, String> USUAL = Map.of(400, "invalid_request", 401, "unauthenticated", 403,
            "forbidden", 404, "not_found", 412, "precondition_failed");

    /** @param words a status, and the problem's code where it is not the usual one of that status */
    static Expected of(String words) {
        String[] parts = words.strip().split(" ", 2);
        int status = Integer.parseInt(parts[0]);
        return new Expected(status, parts.length == 2 ? parts[1] : USUAL.getOrDefault(status, ""));
    }

    boolean isProblem() {
        return status >= 400;
    }

    @Override
    public String toString() {
        return code.isEmpty() ? Integer.toString(status) : status + " " + code;
    }
}
