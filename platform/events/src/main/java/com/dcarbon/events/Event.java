// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events;

import java.time.Instant;
import java.util.UUID;

/**
 * One event, as CloudEvents 1.0 describes it.
 *
 * @param id unique for ever ({@code ce_id}); consumers recognise a repetition by it
 * @param type the event's name ({@code ce_type}), for example {@code authorization_created}
 * @param source the service that speaks ({@code ce_source}), for example {@code /authorization-service}
 * @param time when it happened ({@code ce_time})
 * @param subject the record's key ({@code ce_subject}): nearly always the facility id
 * @param sequence the version of the aggregate that changed ({@code ce_sequence}); a lower one is stale
 * @param data what happened
 */
public record Event<D extends EventData>(UUID id, String type, String source, Instant time, String subject,
        long sequence, D data) {}
