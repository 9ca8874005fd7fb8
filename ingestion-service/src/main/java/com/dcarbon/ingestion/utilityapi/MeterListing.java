// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.line.StopFetching;
import com.dcarbon.ingestion.meter.Meters;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists the meters of an authorization, and notices those that are not there any more. */
@Component
class MeterListing {
    private static final Logger LOG = LoggerFactory.getLogger(MeterListing.class);

    private final UtilityApiClient client;
    private final ProviderProfiles profiles;
    private final Meters meters;
    private final UtilityApiSettings settings;
    private final Stops stops;
    private final JsonMapper json;

    MeterListing(UtilityApiClient client, ProviderProfiles profiles, Meters meters, UtilityApiSettings settings,
            Stops stops, JsonMapper json) {
        this.client = client;
        this.profiles = profiles;
        this.meters = meters;
        this.settings = settings;
        this.stops = stops;
        this.json = json;
    }

    /** Every meter once, also those that are of no use to us. */
    Mono<List<ApiMeter>> of(Errand errand) {
        var pages = new Documents(profiles.hosts(errand.profile()), settings.maxDocuments());
        URI first = errand.address("/meters",
                Map.of("authorizations", errand.authorizationUid(), "expand_meter_blocks", "true"));
        Map<String, ApiMeter> found = new LinkedHashMap<>();
        return page(errand, pages, first)
                .expand(page -> {
                    JsonNode next = page.path("next");
                    return next.isString() && !JsonCursor.isNothing(next.asString())
                            ? page(errand, pages, Documents.parsed(next.asString()))
                            : Mono.empty();
                })
                .doOnNext(page -> collect(page, errand, found))
                .then(Mono.fromSupplier(() -> List.copyOf(found.values())));
    }

    /** The same meters; notes those that were there before and are not listed any more. */
    Mono<List<ApiMeter>> compared(Errand errand, List<ApiMeter> listed) {
        Set<String> uids = listed.stream().map(ApiMeter::uid).collect(Collectors.toSet());
        return meters.pointsOf(errand.request().authorizationId())
                .doOnNext(known -> compare(errand, known, uids))
                .thenReturn(listed);
    }

    private Mono<JsonNode> page(Errand errand, Documents pages, URI address) {
        Path file = errand.folder().newFile();
        return Mono.defer(() -> client.get(errand.profile(), "meters", pages.checked(address), file))
                .publishOn(Schedulers.boundedElastic())
                .flatMap(outcome -> switch (outcome) {
                    case ProviderOutcome.Succeeded<ApiAnswer>(ApiAnswer.Document _) -> Mono
                            .fromCallable(() -> received(errand, address, file));
                    case ProviderOutcome.Succeeded<ApiAnswer>(ApiAnswer.TooMuch(String detail)) -> Mono
                            .error(Stops.failed(FetchFailure.PROVIDER_UNAVAILABLE, detail, null));
                    case ProviderOutcome.Failed<ApiAnswer>(ProviderTrouble trouble) -> Mono
                            .error(stops.because(trouble));
                });
    }

    private JsonNode received(Errand errand, URI address, Path file) throws IOException {
        errand.folder().received(address.toString(), file);
        return Documents.tree(json, file);
    }

    /** Adds what a page lists. */
    static void collect(JsonNode page, Errand errand, Map<String, ApiMeter> found) {
        if (!page.path("meters").isArray()) {
            throw StopFetching.failed(FetchFailure.MALFORMED_FEED, "no list of meters");
        }
        for (JsonNode each : page.path("meters")) {
            String of = each.path("authorization_uid").asString(errand.authorizationUid());
            ApiMeter meter = ApiMeter.of(each);
            if (of.equals(errand.authorizationUid()) && !meter.uid().isEmpty()) {
                found.putIfAbsent(meter.uid(), meter);
            }
        }
    }

    /** UtilityAPI passes over what it does not know any more in silence. */
    private static void compare(Errand errand, Set<String> known, Set<String> listed) {
        Set<String> missing = new HashSet<>(known);
        missing.removeAll(listed);
        missing.forEach(meter -> errand.notes().accept("meter_missing"));
        if (!missing.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("authorization_id", errand.request().authorizationId())
                    .addKeyValue("provider_id", errand.profile().id())
                    .addKeyValue("meters", missing)
                    .log("meters that were there before are not listed any more");
        }
    }
}
