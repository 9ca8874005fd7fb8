// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.util.Locale;

/** Why data could not be had, in words for a person; each with whom it concerns and whether time heals it. */
public enum FetchFailure {
    /** It does not answer, or with an error of its own. */
    PROVIDER_UNAVAILABLE(Remedy.TIME, "The utility's data service does not answer at the moment.",
            "Nothing needs to be done: we try again by ourselves."),
    /** It asks for fewer requests. */
    PROVIDER_BUSY(Remedy.TIME, "The utility's data service is busy.",
            "Nothing needs to be done: we try again by ourselves."),
    /** It keeps preparing the data. */
    PROVIDER_NOT_READY(Remedy.NONE, "The utility did not make the data available in time.",
            "Start the synchronisation again, or ask the utility whether data sharing works for this account."),
    /** The feed cannot be read. */
    MALFORMED_FEED(Remedy.FEW_TRIES,
            "The utility's data were damaged or not in Green Button format; nothing was imported.",
            "Start the synchronisation again later. If it stays like this, tell us, so that we can ask the utility."),
    FEED_TOO_LARGE(Remedy.NONE, "The utility sent more data than we accept at once; nothing was imported.",
            "Tell us, so that we can raise the limit for this utility."),
    /** Links or answers that a sound provider would not give. */
    PROTOCOL_ERROR(Remedy.NONE, "The utility's data pointed somewhere they must not; nothing was imported.",
            "Tell us, so that we can ask the utility."),
    REQUEST_REFUSED(Remedy.NONE,
            "The utility refused our request for data.",
            "Tell us, so that we can ask the utility."),
    DATA_GONE(Remedy.NONE,
            "The utility no longer knows the shared data.",
            "Authorize the utility again; the earlier permission may have ended."),
    REAUTHORIZATION_REQUIRED(Remedy.NONE, "The utility no longer accepts our permission to read the data.",
            "Authorize the utility again."),
    AUTHORIZATION_NOT_ACTIVE(Remedy.NONE,
            "The authorization is no longer active.", "Authorize the utility again."),
    /** Our own neighbour does not answer. */
    TOKEN_UNAVAILABLE(Remedy.TIME, "The access to the utility could not be renewed at the moment.",
            "Nothing needs to be done: we try again by ourselves."),
    PROVIDER_UNKNOWN(Remedy.NONE,
            "This utility is not set up.", "Tell us, so that we can set it up."),
    /** A bug, or trouble with our own database. */
    INTERNAL_ERROR(Remedy.TIME, "The data could not be stored.",
            "Nothing needs to be done: we try again by ourselves.");

    /** What helps. */
    public enum Remedy {
        /** Trying again later, many times if need be. */
        TIME,
        /** Trying again once or twice, in case it was cut on the way. */
        FEW_TRIES,
        /** Only somebody's act. */
        NONE
    }

    private final Remedy remedy;
    private final String message;
    private final String action;

    FetchFailure(Remedy remedy, String message, String action) {
        this.remedy = remedy;
        this.message = message;
        this.action = action;
    }

    /** The stable name. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such code */
    public static FetchFailure of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    public Remedy remedy() {
        return remedy;
    }

    /** What went wrong. */
    public String message() {
        return message;
    }

    /** What the reader can do. */
    public String action() {
        return action;
    }
}
