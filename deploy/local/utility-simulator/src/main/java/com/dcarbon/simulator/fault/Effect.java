// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.fault;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** What a fault does to a request. */
public sealed interface Effect {
    /** This instead of the utility's answer, which is never made. {@code type} is the Content-Type, null for no body. */
    record Answered(int status, @Nullable RetryAfter retryAfter, @Nullable String type, String body) implements Effect {
        static Answered empty(int status) {
            return new Answered(status, null, null, "");
        }

        static Answered json(int status, String body) {
            return new Answered(status, null, "application/json", body);
        }
    }

    /** An OAuth error: in the token answer, or in the redirect back from the authorization endpoint. */
    record Refused(String error, int status) implements Effect {}

    /** A redirect. */
    record Redirected(URI location) implements Effect {}

    /** The real answer, so much later. */
    record Delayed(Duration delay) implements Effect {}

    /** Nothing is done, and the connection ends before the first byte of the answer. */
    record CutBefore() implements Effect {}

    /** The connection ends when half of the real body is sent. */
    record CutInBody() implements Effect {}

    /** The real body, changed. */
    record Altered(Alteration alteration) implements Effect {}

    /**
     * Everything is done, and the connection ends before the first byte of the answer.
     *
     * @param again whether the code or refresh token that was used up is taken once more; null: a refresh token is, a
     *        code is not
     */
    record LostAnswer(@Nullable Boolean again) implements Effect {}

    /**
     * 202 in the place of data.
     *
     * @param notice what follows; null for nothing, ever
     */
    record Accepted(@Nullable Duration retryAfter, @Nullable Notice notice) implements Effect {}

    /**
     * The data of a 202 become ready.
     *
     * @param after when
     * @param sent whether the third party is told
     * @param first whether it is told before it can read the 202; {@code after} then comes before the 202
     */
    record Notice(Duration after, boolean sent, boolean first) {}

    /**
     * The customer has ended the authorization at the utility, which then refuses by itself.
     *
     * @param notified whether the third party is told
     * @param status how data requests are refused: 401 or 403
     */
    record Revoked(boolean notified, int status) implements Effect {}

    /** What the request relies on is over before the utility looks at it. */
    record Expired(Perishable what) implements Effect {}

    /** What can be over. */
    enum Perishable {
        /** The authorization code, by age. */
        CODE,
        /** The authorization code, by an earlier use; the tokens of that use end too. */
        CODE_BY_USE,
        /** The access token. */
        ACCESS_TOKEN
    }

    /**
     * A refresh answers a new refresh token and ends the old one.
     *
     * @param reuseRevokes whether an old one that comes again ends the whole authorization (RFC 9700, section 4.14.2)
     */
    record Rotated(boolean reuseRevokes) implements Effect {}

    /** 429 for what comes faster. */
    record Paced(double perSecond) implements Effect {}

    /** A list whose {@code next} leads to itself. */
    record Looped() implements Effect {}

    /**
     * Work that does not go on as it should.
     *
     * @param course what becomes of it
     * @param note the type of the note that says why
     */
    record Worked(Course course, String note) implements Effect {}

    /** What can become of work. */
    enum Course {
        /** It stands still as long as the fault is on. */
        HELD,
        /** It is told to take longer, and takes another step. */
        DELAYED,
        /** It is told to be tried again, and takes another step. */
        RETRYING,
        /** It ends in an error. */
        FAILED
    }

    /** A webhook that is not sent as it should be. */
    record Sent(Way way) implements Effect {}

    /** Ways to send a webhook. */
    enum Way {
        /** Not at all; the events stay undelivered. */
        DROPPED,
        /** Twice. */
        TWICE,
        /** After the next one. */
        LATE,
        /** Signed with another secret. */
        WRONG_SECRET,
        /** Signed, then changed. */
        TAMPERED
    }
}
