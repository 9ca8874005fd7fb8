// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import java.util.List;
import java.util.stream.Collectors;

import com.dcarbon.authorization.record.RecordFilter.Condition;

/**
 * The statements of the list. The page is found by {@code authorizations} alone, so that an index can give it in its
 * order; what else an item shows is looked up for the page's rows only. Administrators and others have statements of
 * their own: a condition that holds for administrators only would hide the indexes from the planner.
 */
final class RecordSql {
    private static final String PAGE = """
            select a.id, a.facility_id, f.name as facility_name, a.provider_id, a.provider_name, a.method, a.status,
                   a.user_id, a.user_name, a.user_email, a.created_at, a.last_sync, a.last_attempt_at, a.failure_code,
                   a.sort_value, %1$s as may_begin, :admin and not coalesce(f.discarded, false) as may_ask,
                   %2$s as may_revoke,
                   exists (select 1 from authorization_retries r
                           where r.authorization_id = a.id and r.attempt = a.attempt) as retry_asked,
                   exists (select 1 from revocations r
                           where r.authorization_id = a.id and r.outcome is null) as revocation_pending,
                   coalesce(a.sync_failed_at > greatest(a.sync_succeeded_at, a.last_attempt_at), false) as sync_delayed
            from (select a.*, %3$s as sort_value from %4$s a
                  where %5$s order by %3$s %6$s, a.id %6$s limit :limit) a
            left join facilities f on f.facility_id = a.facility_id
            order by a.sort_value %6$s, a.id %6$s""";
    private static final String OF_ADMIN = "authorizations";
    /** Of their facilities; and what they began while no event had told of the facility. */
    private static final String OF_OTHERS = """
            (select own.* from facilities f join authorizations own on own.facility_id = f.facility_id
             where not f.discarded
               and (f.owner_id = :me or f.operator_id = :me and f.operator_status = 'accepted')
             union all
             select begun.* from authorizations begun
             where begun.user_id = :me
               and not exists (select 1 from facilities f where f.facility_id = begun.facility_id))""";
    private static final String MAY_AUTHORIZE = """
            coalesce(not f.discarded and (f.owner_id = :me and f.owner_role <> 'owner' or f.operator_id = :me
             and f.operator_status = 'accepted' and f.owner_role = 'owner'), false)""";
    /** Besides, the owner who left the authorizing to an operator; and whoever began while no facility is known here. */
    private static final String MAY_REVOKE = "(:admin or f.facility_id is null or f.owner_id = :me or "
            + MAY_AUTHORIZE + ")";

    private RecordSql() {}

    /** With the parameters {@code admin}, {@code me}, {@code limit} and those of the conditions. */
    static String page(boolean admin, List<Condition> conditions, SortOrder order) {
        String where = conditions.stream().map(Condition::sql).collect(Collectors.joining(" and "));
        return PAGE.formatted(MAY_AUTHORIZE, MAY_REVOKE, order.by().expression(), admin ? OF_ADMIN : OF_OTHERS,
                where.isEmpty() ? "true" : where, order.direction());
    }
}
