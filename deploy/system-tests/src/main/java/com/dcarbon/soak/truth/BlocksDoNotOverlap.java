// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import com.dcarbon.local.service.Service;

/** No time is covered by two live blocks of a meter and direction, and each block has the intervals of its time. */
final class BlocksDoNotOverlap implements Check {

    @Override
    public String statement() {
        return "no two live blocks of a meter and direction overlap, and each is as long as its values say";
    }

    @Override
    public Finding find(Evidence evidence) {
        long all = evidence.databases().count(Service.INGESTION, "select count(*) from interval_blocks");
        return new Finding(all, evidence.databases().query(Service.INGESTION, """
                select * from (
                    select meter_id, direction, start_at, end_at, job_id, cardinality(values) as values,
                           lag(end_at) over (partition by meter_id, direction order by start_at) as previous_end,
                           start_at + cardinality(values) * make_interval(secs => interval_seconds) as counted_end
                    from interval_blocks) as blocks
                where previous_end > start_at or counted_end <> end_at""").stream().map(Row::toString).toList());
    }
}
