// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.imports;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which imports are asked for.
 *
 * @param onlyStuck only those that are stuck
 * @param stuckBefore what was ordered before, and is not ended, is stuck
 */
record ImportFilter(@Nullable ImportState state, @Nullable String provider, boolean onlyStuck, Instant stuckBefore) {
    private static final String ACTIVE = "('queued', 'running', 'waiting', 'retrying')";
    /** With the parameter {@code before}. What somebody ended on purpose is not stuck. */
    static final String STUCK = """
            (job.state in %1$s and job.created_at < :before
                 and (job.attempts + job.waits > 0 or job.next_attempt_at < :before)
             or job.state = 'failed' and job.error_code not in ('authorization_ended', 'authorization_not_active')
                 and not exists (select 1 from import_jobs later
                      where later.authorization_id = job.authorization_id and later.facility_id = job.facility_id
                        and later.created_at > job.created_at and later.state = 'done'))""".formatted(ACTIVE);

    /** The condition on {@code import_jobs job}; the states stand in it as they are, for the indexes of some states. */
    String sql() {
        var sql = new StringBuilder("true");
        if (state != null) {
            sql.append(" and job.state = '").append(state.wire()).append('\'');
        }
        if (provider != null) {
            sql.append(" and job.provider_id = :provider");
        }
        if (onlyStuck) {
            sql.append(" and job.state in ('queued', 'running', 'waiting', 'retrying', 'failed') and ").append(STUCK);
        }
        return sql.toString();
    }
}
