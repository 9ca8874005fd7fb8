// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.database;

import org.jspecify.annotations.Nullable;

import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;

/** Versions of a resource as entity tags (RFC 9110, section 8.8.3), against lost updates. */
public final class EntityVersion {

    private EntityVersion() {}

    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version that an {@code If-Match} header names.
     *
     * @throws ProblemException {@code precondition_required} without the header; {@code precondition_failed} if it is
     *     no tag of ours
     */
    public static long required(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new ProblemException(CommonProblem.PRECONDITION_REQUIRED,
                    "A change must name the version it starts from.");
        }
        String tag = ifMatch.strip();
        if (tag.matches("\"\\d{1,18}\"")) {
            return Long.parseLong(tag.substring(1, tag.length() - 1));
        }
        throw stale();
    }

    /** The version in the header is not the current one. */
    public static ProblemException stale() {
        return new ProblemException(CommonProblem.PRECONDITION_FAILED,
                "The version in If-Match is not the current one.");
    }
}
