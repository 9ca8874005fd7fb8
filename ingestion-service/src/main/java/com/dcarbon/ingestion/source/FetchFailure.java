// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Why data could not be had, in words for a person: what is the case, and what the reader can do while it is still tried
 * and once it was given up.
 */
public enum FetchFailure {
    /** It does not answer, or with an error of its own. */
    PROVIDER_UNAVAILABLE(Remedy.TIME, "The utility's data service does not answer at the moment."),
    /** It asks for fewer requests. */
    PROVIDER_BUSY(Remedy.TIME, "The utility's data service is busy."),
    /** It keeps preparing the data. */
    PROVIDER_NOT_READY(Remedy.NONE, "The utility did not make the data available in time.",
            "Start the synchronisation again, or ask the utility whether data sharing works for this account."),
    /** The feed cannot be read. */
    MALFORMED_FEED(Remedy.FEW_TRIES,
            "The utility's data were damaged or in another format than expected; nothing was imported.",
            "Start the synchronisation again later. If it stays like this, tell us, so that we can ask the utility."),
    FEED_TOO_LARGE(Remedy.NONE, "The utility sent more data than we accept at once; nothing was imported.",
            "Tell us, so that we can raise the limit for this utility."),
    /** Links or answers that a sound provider would not give. */
    PROTOCOL_ERROR(Remedy.NONE, "The utility's data pointed somewhere they must not; nothing was imported.",
            "Tell us, so that we can ask the utility."),
    /** It refuses our client or our request, although the authorization stands. */
    REQUEST_REFUSED(Remedy.OPERATOR, "The utility refused our request for data; your authorization stands."),
    /** It wants to be paid by us first. */
    PAYMENT_REQUIRED(Remedy.OPERATOR,
            "The utility holds the data back until something between it and us is settled."),
    /** A limit that we have set ourselves on what costs money. */
    BUDGET_EXHAUSTED(Remedy.OWN_LIMIT, "Collecting the data costs money, and today's limit for that is reached."),
    /** It tried to collect the data from the utility for us, in vain. */
    COLLECTION_FAILED(Remedy.FEW_TRIES, "The utility's data could not be collected.",
            "Start the synchronisation again on another day. If it stays like this, tell us, so that we can find out why."),
    DATA_GONE(Remedy.NONE, "The utility no longer knows the shared data.",
            "Authorize the utility again; the earlier permission may have ended."),
    REAUTHORIZATION_REQUIRED(Remedy.NONE, "The utility no longer accepts our permission to read the data.",
            "Authorize the utility again."),
    AUTHORIZATION_NOT_ACTIVE(Remedy.NONE, "The authorization is no longer active.", "Authorize the utility again."),
    /** By the customer or another person who may do so, here or at the utility. */
    AUTHORIZATION_ENDED(Remedy.NONE,
            "The authorization was ended, so the synchronisation stopped. What was imported stays.",
            "Authorize the utility again to go on."),
    /** Our own neighbour does not answer, or the utility does not renew the access at the moment. */
    TOKEN_UNAVAILABLE(Remedy.TIME, "The access to the utility could not be renewed at the moment."),
    PROVIDER_UNKNOWN(Remedy.NONE, "This utility is not set up.", "Tell us, so that we can set it up."),
    /** By a real authorization of that facility; nobody is told which one it is. */
    METER_ELSEWHERE(Remedy.NONE,
            "A meter of this account is connected to another facility already. It was left out here, so that its energy is"
                    + " not counted twice.",
            "If the meter belongs to this facility, tell us its number, so that we can find out."),
    /** A file adds nothing to what the utility itself tells, and proves less. */
    METER_CONNECTED(Remedy.NONE,
            "The meter in this file is read from the utility itself already; nothing was imported.",
            "Nothing needs to be done."),
    /** Of an upload; it is removed once its import has ended. */
    FILE_GONE(Remedy.NONE, "What was to be read is not kept any more.",
            "Upload the file again, or ask the utility again."),
    /** A bug of ours. */
    INTERNAL_ERROR(Remedy.MANY_TRIES, "The data could not be stored."),
    /** A bug of ours that takes the whole process with it, each time. */
    WORKERS_DIED(Remedy.NONE, "The import was interrupted again and again, and was stopped.",
            "Tell us, so that we can find out why.");

    /** What helps. */
    public enum Remedy {
        /** Trying again until it has passed, for as long as an import may wait for others. */
        TIME,
        /** Trying again a number of times. */
        MANY_TRIES,
        /** Trying again once or twice, in case it was cut on the way. */
        FEW_TRIES,
        /** Waiting, for however long, or our operators, who are alerted. */
        OWN_LIMIT,
        /** Our operators, who are alerted; it is tried again now and then until they have done it. */
        OPERATOR,
        /** Only somebody's act. */
        NONE;

        private boolean isTrying() {
            return this == TIME || this == MANY_TRIES || this == FEW_TRIES || this == OWN_LIMIT;
        }
    }

    private static final String BY_ITSELF = "Nothing needs to be done: we try again by ourselves.";
    private static final String WE_ARE_ON_IT = "Nothing needs to be done: our operators were alerted and work on it.";
    private static final String IN_VAIN = "We tried many times. Start the synchronisation again later; if it stays like"
            + " this, tell us.";

    private final Remedy remedy;
    private final String message;
    private final @Nullable String action;

    FetchFailure(Remedy remedy, String message) {
        this(remedy, message, null);
    }

    FetchFailure(Remedy remedy, String message, @Nullable String action) {
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

    /** Whether what others have to do begins only once the wait is over, so that patience with them begins then too. */
    public boolean renewsPatience() {
        return this == BUDGET_EXHAUSTED || this == COLLECTION_FAILED;
    }

    /** What went wrong. */
    public String message() {
        return message;
    }

    /**
     * What the reader can do.
     *
     * @param givenUp whether we do not try again by ourselves
     */
    public String action(boolean givenUp) {
        if (!givenUp && remedy.isTrying()) {
            return BY_ITSELF;
        }
        if (action != null) {
            return action;
        }
        return remedy == Remedy.OPERATOR ? WE_ARE_ON_IT : IN_VAIN;
    }
}
