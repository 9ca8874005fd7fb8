// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.fault;

import static com.dcarbon.simulator.fault.CallKind.ANY;
import static com.dcarbon.simulator.fault.CallKind.API;
import static com.dcarbon.simulator.fault.CallKind.CUSTOMER;
import static com.dcarbon.simulator.fault.CallKind.DATA;
import static com.dcarbon.simulator.fault.CallKind.FEEDS;
import static com.dcarbon.simulator.fault.CallKind.RESOURCE;
import static com.dcarbon.simulator.fault.CallKind.TOKEN;
import static com.dcarbon.simulator.fault.CallKind.TOKEN_CODE;
import static com.dcarbon.simulator.fault.CallKind.TOKEN_REFRESH;
import static com.dcarbon.simulator.fault.CallKind.USAGE;
import static com.dcarbon.simulator.fault.CallKind.XML;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.dcarbon.simulator.fault.Alteration.ElsewhereLinked;
import com.dcarbon.simulator.fault.Alteration.Malformed;
import com.dcarbon.simulator.fault.Alteration.Truncated;
import com.dcarbon.simulator.fault.Alteration.WithDoctype;
import com.dcarbon.simulator.fault.Effect.Accepted;
import com.dcarbon.simulator.fault.Effect.Altered;
import com.dcarbon.simulator.fault.Effect.Answered;
import com.dcarbon.simulator.fault.Effect.Course;
import com.dcarbon.simulator.fault.Effect.CutBefore;
import com.dcarbon.simulator.fault.Effect.CutInBody;
import com.dcarbon.simulator.fault.Effect.Delayed;
import com.dcarbon.simulator.fault.Effect.Expired;
import com.dcarbon.simulator.fault.Effect.LostAnswer;
import com.dcarbon.simulator.fault.Effect.Perishable;
import com.dcarbon.simulator.fault.Effect.Redirected;
import com.dcarbon.simulator.fault.Effect.Refused;
import com.dcarbon.simulator.fault.Effect.Revoked;
import com.dcarbon.simulator.fault.Effect.Rotated;
import com.dcarbon.simulator.fault.Effect.Way;

/** The catalogue: every way in which a utility can be made to misbehave. */
public enum FaultKind {
    /** 503. */
    UNAVAILABLE("503", ANY, Parameter.retryAfter(), it -> Readings.unavailable(503, it)),
    /** 500 or another error status. */
    SERVER_ERROR("an error status with an empty body", ANY,
            List.of(new Parameter("status", "400 to 599; 500 if left out")),
            it -> Answered.empty(it.number("status", 400, 599).orElse(500L).intValue())),
    /** 429. */
    RATE_LIMITED("429", ANY, Parameter.retryAfter(), it -> Readings.unavailable(429, it)),
    /** The answer comes late. */
    SLOW("the right answer, late", ANY, List.of(new Parameter("delay", "such as 500ms; 5s if left out")),
            it -> new Delayed(it.duration("delay", Duration.ofSeconds(5)))),
    /** No answer. */
    CUT_BEFORE_HEADERS("the connection ends, nothing is done", ANY, List.of(), _ -> new CutBefore()),
    /** Half an answer. */
    CUT_IN_BODY("the connection ends in the middle of the body", ANY, List.of(), _ -> new CutInBody()),
    /** The crash case: done, and nobody knows. */
    LOST_ANSWER("everything is done, then the connection ends before the answer", ANY,
            List.of(new Parameter("accept_again",
                    "true or false: whether the used code or refresh token is taken once more; if left out, a"
                            + " refresh token is and a code is not")),
            it -> new LostAnswer(it.flag("accept_again").orElse(null))),
    /** 402. */
    PAYMENT_REQUIRED("402", 402),
    /** 401 whatever the token. */
    UNAUTHORIZED("401 alone, whatever the token", CallKind.DOCUMENTS, List.of(), _ -> Answered.empty(401)),
    /** 403 whatever the token. */
    FORBIDDEN("403 alone, whatever the token", ANY, List.of(), _ -> Answered.empty(403)),
    /** 404. */
    NOT_FOUND("404", 404),
    /** 410. */
    GONE("410", 410),
    /** 204. */
    NO_CONTENT("204", 204),
    /** A page of a portal where data or JSON should be. */
    HTML_PAGE("an HTML page with status 200", ANY, List.of(),
            _ -> new Answered(200, null, "text/html;charset=UTF-8", Nonsense.PAGE)),
    /** 302 to another host. */
    REDIRECT("302 to another host", ANY, Parameter.location(),
            it -> new Redirected(it.address("location", Nonsense.OTHER_HOST))),
    /** A documented OAuth error. */
    OAUTH_ERROR("an OAuth error in the token answer or in the redirect back", CallKind.OAUTH,
            List.of(new Parameter("error", "one of " + String.join(", ", Nonsense.OAUTH_ERRORS)),
                    new Parameter("status", "400 to 599; if left out 401 for invalid_client, 500 for server_error, 503"
                            + " for temporarily_unavailable, else 400")),
            Readings::oauthError),
    /** Broken JSON. */
    TOKEN_INVALID_JSON("a token answer that ends in the middle", TOKEN, List.of(),
            _ -> Answered.json(200, "{\"access_token\":\"half-of-a-")),
    /** Empty 200. */
    TOKEN_EMPTY("a token answer without a body", TOKEN, List.of(), _ -> Answered.json(200, "")),
    /** Everything but the token. */
    TOKEN_WITHOUT_ACCESS_TOKEN("a token answer without access_token", TOKEN, List.of(),
            _ -> Answered.json(200, "{\"token_type\":\"Bearer\",\"expires_in\":3600}")),
    /** An error that looks like success. */
    TOKEN_ERROR_WITH_200("an OAuth error with status 200", TOKEN, List.of(),
            _ -> Answered.json(200, "{\"error\":\"server_error\",\"error_description\":\"Please try again\"}")),
    /** Values of the wrong type. */
    TOKEN_ODD_TYPES("a token answer whose values have the wrong types", TOKEN, List.of(),
            _ -> Answered.json(200,
                    "{\"access_token\":{\"value\":1},\"token_type\":\"Bearer\",\"expires_in\":\"soon\"}")),
    /** The code has expired. */
    EXPIRED_CODE("the code has expired: invalid_grant", Set.of(TOKEN_CODE), List.of(),
            _ -> new Expired(Perishable.CODE)),
    /** The code was used. */
    USED_CODE("the code was used before: invalid_grant, and the first use's tokens end", Set.of(TOKEN_CODE), List.of(),
            _ -> new Expired(Perishable.CODE_BY_USE)),
    /** The access token ends before its time. */
    EXPIRED_TOKEN("the access token used ends now: 401 until it is refreshed", DATA, List.of(),
            _ -> new Expired(Perishable.ACCESS_TOKEN)),
    /** Refresh token rotation. */
    REFRESH_ROTATES("a refresh answers a new refresh token and ends the old one", Set.of(TOKEN_REFRESH),
            List.of(new Parameter("reuse_revokes",
                    "true or false: whether an old refresh token that comes again ends the authorization; false if left"
                            + " out")),
            it -> new Rotated(it.flag("reuse_revokes", false))),
    /** The customer ends the authorization at the utility. */
    REVOKED("the customer ends the authorization at the utility before this request", CallKind.REVOCABLE,
            List.of(new Parameter("notify", "true or false: whether the third party is told; false if left out"),
                    new Parameter("status", "403 or 401, for data requests; 403 if left out")),
            it -> new Revoked(it.flag("notify", false),
                    Integer.parseInt(it.oneOf("status", List.of("403", "401"))))),
    /** 202, data later. */
    ACCEPTED("202; the data are ready later, at the same address and at the one of the notification",
            Set.of(USAGE, RESOURCE, CUSTOMER),
            List.of(new Parameter("ready_after",
                    "when the data are ready, such as 500ms; 2s if left out, at once with notify_first"),
                    new Parameter("notify", "true or false: whether a notification is sent; true if left out"),
                    new Parameter("notify_first", "true: the notification is delivered before the 202; false if left"
                            + " out"),
                    new Parameter("retry_after", "such as 5s; none if left out")),
            Readings::accepted),
    /** 202 and nothing ever. */
    ACCEPTED_FOR_EVER("202, every time", Set.of(USAGE, RESOURCE, CUSTOMER),
            List.of(new Parameter("retry_after", "such as 5s; none if left out")),
            it -> new Accepted(it.duration("retry_after").orElse(null), null)),
    /** XML that is not well-formed. */
    MALFORMED_XML("the real document with an error in its middle", XML, List.of(), _ -> new Altered(new Malformed())),
    /** Half a document. */
    TRUNCATED_XML("the first half of the real document, as a complete answer", XML, List.of(),
            _ -> new Altered(new Truncated())),
    /** Billion laughs. */
    ENTITY_EXPANSION("the real document with a DTD whose entities multiply a billionfold", XML, List.of(),
            _ -> new Altered(new WithDoctype(Nonsense.BILLION_LAUGHS))),
    /** XXE. */
    EXTERNAL_ENTITY("the real document with an external entity", XML,
            List.of(new Parameter("location", "what it names; file:///etc/hostname if left out")),
            it -> new Altered(new WithDoctype(
                    "<!ENTITY lol SYSTEM \"" + it.address("location", "file:///etc/hostname") + "\">"))),
    /** Nothing in it. */
    EMPTY_FEED("the real feed without its entries", FEEDS, List.of(), _ -> new Altered(new Alteration.Vacant())),
    /** The same once more. */
    ENTRIES_TWICE("the real feed with each entry twice", FEEDS, List.of(), _ -> new Altered(new Alteration.Repeated())),
    /** Out of order. */
    ENTRIES_REVERSED("the real feed with its entries the other way round", FEEDS, List.of(),
            _ -> new Altered(new Alteration.Reversed())),
    /** Links that lead away. */
    OTHER_HOST("links in feeds and token answers lead to another host, as does a next page", ANY, Parameter.location(),
            it -> new Altered(new ElsewhereLinked(it.address("location", Nonsense.OTHER_HOST)))),
    /** Faster than the published rate. */
    TOO_FAST("429 with Retry-After for what comes faster than a rate, intervals excepted", API,
            List.of(new Parameter("per_second", "requests a second; 1 if left out")),
            it -> new Effect.Paced(it.number("per_second", 1, 1_000).orElse(1L))),
    /** JSON that is none. */
    MALFORMED_JSON("the real document with an error in its middle", API, List.of(),
            _ -> new Altered(new Alteration.MalformedJson())),
    /** Nothing there yet. */
    EMPTY_LIST("a list without anything in it, such as for a referral that is not known yet", API, List.of(),
            _ -> new Altered(new Alteration.Emptied())),
    /** Paging without an end. */
    NEXT_LOOPS("a list whose next leads to itself", API, List.of(), _ -> new Effect.Looped()),
    /** The form ends with an error. */
    FORM_ERROR("the form sends the browser back with an error", Set.of(CallKind.FORM_PAGE),
            List.of(new Parameter("error", "one of " + String.join(", ", Nonsense.FORM_ERRORS))),
            it -> new Refused(it.oneOf("error", Nonsense.FORM_ERRORS), 302)),
    /** Pending as long as this is on. */
    WORK_HELD("work stands still until this is switched off", Course.HELD),
    /** A step more. */
    WORK_DELAYED("work is told to be delayed, and takes a step more", Course.DELAYED),
    /** A try more. */
    WORK_RETRIED("work is told to be tried again, and takes a step more", Course.RETRYING),
    /** An end in an error. */
    WORK_FAILS("work ends in an error", CallKind.WORK,
            List.of(new Parameter("note", "the note that says why: one of "
                    + String.join(", ", Nonsense.WORK_NOTES))),
            it -> new Effect.Worked(Course.FAILED, it.oneOf("note", Nonsense.WORK_NOTES))),
    /** A webhook that never comes. */
    WEBHOOK_DROPPED("a webhook is not sent; its events stay undelivered", Way.DROPPED),
    /** A webhook that comes twice. */
    WEBHOOK_TWICE("a webhook is sent twice", Way.TWICE),
    /** Webhooks in the wrong order. */
    WEBHOOK_LATE("a webhook is sent after the next one", Way.LATE),
    /** A signature of somebody else. */
    WEBHOOK_WRONG_SECRET("a webhook is signed with another secret", Way.WRONG_SECRET),
    /** A body that was changed. */
    WEBHOOK_TAMPERED("the body of a webhook is changed after it was signed", Way.TAMPERED);

    private final String sentence;
    private final Set<CallKind> calls;
    private final List<Parameter> parameters;
    private final Function<Arguments, Effect> effect;

    FaultKind(String sentence, int status) {
        this(sentence, ANY, List.of(), _ -> Answered.empty(status));
    }

    FaultKind(String sentence, Course course) {
        this(sentence, CallKind.WORK, List.of(), _ -> new Effect.Worked(course, ""));
    }

    FaultKind(String sentence, Way way) {
        this(sentence, Set.of(CallKind.WEBHOOK), List.of(), _ -> new Effect.Sent(way));
    }

    FaultKind(String sentence, Set<CallKind> calls, List<Parameter> parameters, Function<Arguments, Effect> effect) {
        this.sentence = sentence;
        this.calls = calls;
        this.parameters = parameters;
        this.effect = effect;
    }

    /** Its name in the control endpoint: {@code rate_limited}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What happens, in a few words. */
    public String sentence() {
        return sentence;
    }

    /** The names of the kinds of calls among these that it can befall. */
    public List<String> calls(Set<CallKind> among) {
        return CallKind.wire(calls.stream().filter(among::contains).collect(Collectors.toSet()));
    }

    /** What it can be told beyond what every fault can be told. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Those that can befall any of these calls. */
    public static List<FaultKind> befalling(Set<CallKind> calls) {
        return Arrays.stream(values()).filter(kind -> !Collections.disjoint(kind.calls, calls)).toList();
    }

    Set<CallKind> befalls() {
        return calls;
    }

    Effect effect(Arguments arguments) {
        return effect.apply(arguments);
    }

    static Optional<FaultKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.wire().equals(name)).findFirst();
    }
}
