// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.util.UUID;

import com.dcarbon.platform.paging.Cursor;
import com.dcarbon.platform.problem.ProblemException;

/**
 * How far a reader has come; opaque to callers, as the {@code id} of an event and as {@code Last-Event-ID}.
 *
 * @param log which stream it is a position in
 * @param place the last place that was read
 */
record Position(UUID log, long place) {
    static final Position NOWHERE = new Position(new UUID(0, 0), 0);

    /** What is no position of ours is one in no stream that exists. */
    static Position parse(String lastEventId) {
        try {
            Cursor cursor = Cursor.decode(lastEventId, 2);
            return new Position(cursor.uuid(0), cursor.number(1));
        } catch (ProblemException _) {
            return NOWHERE;
        }
    }

    String encoded() {
        return Cursor.of(log, place).encoded();
    }

    Position at(long otherPlace) {
        return new Position(log, otherPlace);
    }
}
