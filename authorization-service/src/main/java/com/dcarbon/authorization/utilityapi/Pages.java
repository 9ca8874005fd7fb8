// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.utilityapi.AccountLine.Call;
import com.dcarbon.authorization.utilityapi.rules.ProviderEvent;
import com.dcarbon.platform.providers.ProviderHosts;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Walks through UtilityAPI's lists, page by page, on the account's own host only and never in circles. */
@Component
class Pages {
    private static final int MOST_PAGES = 2_000;

    private final AccountLine line;
    private final ProviderProfiles profiles;

    Pages(AccountLine line, ProviderProfiles profiles) {
        this.line = line;
        this.profiles = profiles;
    }

    /**
     * A page of a list of events or authorizations.
     *
     * @param authorizations their uids
     * @param next where the next page is, or null if this is the last
     */
    record Page(List<ProviderEvent> events, List<String> authorizations, @Nullable URI next) {}

    /**
     * True at the end of the last page; false if who follows the pages gave up.
     *
     * @param call what is asked, for the metric
     * @param follow what is done with each page; whether to go on
     */
    Mono<ProviderOutcome<Boolean>> walk(Account account, String call, URI first,
            Function<Page, Mono<Boolean>> follow) {
        return new Walk(account, call, follow).from(first);
    }

    private final class Walk {
        private final Account account;
        private final String call;
        private final Function<Page, Mono<Boolean>> follow;
        private final ProviderHosts hosts;
        private final Set<URI> seen = new HashSet<>();

        Walk(Account account, String call, Function<Page, Mono<Boolean>> follow) {
            this.account = account;
            this.call = call;
            this.follow = follow;
            this.hosts = profiles.hosts(profiles.find(account.providerIds().getFirst()).orElseThrow());
        }

        Mono<ProviderOutcome<Boolean>> from(URI address) {
            if (!hosts.allows(address) || !seen.add(address) || seen.size() > MOST_PAGES) {
                return Mono.just(AccountLine.malformed("a list that leads nowhere"));
            }
            return line.ask(Call.get(account, account.label(), call, address), Walk::page)
                    .flatMap(outcome -> switch (outcome) {
                        case ProviderOutcome.Succeeded<Page>(Page page) -> follow.apply(page)
                                .flatMap(more -> more ? next(page) : Mono.just(ProviderOutcome.succeeded(false)));
                        case ProviderOutcome.Failed<Page>(ProviderTrouble trouble) ->
                            Mono.just(ProviderOutcome.<Boolean>failed(trouble));
                    });
        }

        private Mono<ProviderOutcome<Boolean>> next(Page page) {
            URI next = page.next();
            return next == null ? Mono.just(ProviderOutcome.succeeded(true)) : from(next);
        }

        private static ProviderOutcome<Page> page(JsonNode document) {
            Optional<List<ProviderEvent>> events = ProviderEvent.read(document);
            JsonNode authorizations = document.path("authorizations");
            if (events.isEmpty() && !authorizations.isArray()) {
                return AccountLine.malformed("no list");
            }
            List<String> uids = new ArrayList<>();
            authorizations.forEach(node -> uids.add(node.path("uid").asString("")));
            try {
                return ProviderOutcome.succeeded(new Page(events.orElse(List.of()),
                        uids.stream().filter(uid -> !uid.isEmpty()).toList(), next(document)));
            } catch (URISyntaxException _) {
                return AccountLine.malformed("a next page that is no address");
            }
        }

        /** The word for nothing comes in quotes, too. */
        private static @Nullable URI next(JsonNode document) throws URISyntaxException {
            String next = document.path("next").asString("").strip();
            return next.isEmpty() || next.equals("null") || next.equals("nil") ? null : new URI(next);
        }
    }
}
