// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

import com.dcarbon.ingestion.source.MeterData;
import com.dcarbon.ingestion.source.ReceivedDocument;

import tools.jackson.databind.json.JsonMapper;

/**
 * The answers of one import, read once more. Their addresses tell what each was the answer to, so that nobody has to be
 * asked, and nothing is paid.
 */
final class KeptDocuments {
    private static final String METERS = "/meters";
    private static final String INTERVALS = "/intervals";

    private final List<Answer> answers;

    private KeptDocuments(List<Answer> answers) {
        this.answers = answers;
    }

    /** @param address that was asked; the name of the document */
    private record Answer(UriComponents address, ReceivedDocument document) {
        /** Null if the address does not name one, as those of further pages need not. */
        @Nullable
        String asked(String parameter) {
            String value = address.getQueryParams().getFirst(parameter);
            return value == null ? null : UriUtils.decode(value, StandardCharsets.UTF_8);
        }
    }

    static KeptDocuments of(List<ReceivedDocument> documents) {
        return new KeptDocuments(
                documents.stream().map(document -> new Answer(address(document.name()), document)).toList());
    }

    /** Whether an answer with intervals is among those of these names. */
    static boolean haveIntervals(List<String> names) {
        return names.stream().anyMatch(name -> isOf(address(name), INTERVALS));
    }

    private static UriComponents address(String name) {
        return UriComponentsBuilder.fromUriString(name).build();
    }

    private static boolean isOf(UriComponents address, String resource) {
        return address.getPath() instanceof String path && path.endsWith(resource);
    }

    private Stream<Answer> answersOf(String resource) {
        return answers.stream().filter(answer -> isOf(answer.address(), resource));
    }

    private Stream<String> asked(String resource, String parameter) {
        return answersOf(resource).map(answer -> answer.asked(parameter))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
    }

    /** UtilityAPI's name of the authorization; empty if no list of meters is among them. */
    String authorizationUid() {
        return asked(METERS, "authorizations").findFirst().orElse("");
    }

    /** Meters that were not asked for readings then, because they were not ready, are left out as they were then. */
    MeterData read(Errand errand, JsonMapper json) throws IOException {
        List<ApiMeter> listed = listed(errand, json);
        List<ApiMeter> usable = UtilityApiSource.usable(errand, listed);
        List<ApiMeter> others = new ArrayList<>(listed);
        others.removeAll(usable);
        Set<String> asked = asked(INTERVALS, "meters").collect(Collectors.toSet());
        List<ApiMeter> meters = usable.stream().filter(meter -> asked.contains(meter.uid())).toList();
        var taken = new TakenIntervals(errand, meters, others, json);
        takeAll(taken);
        return taken.data();
    }

    private List<ApiMeter> listed(Errand errand, JsonMapper json) throws IOException {
        Map<String, ApiMeter> found = new LinkedHashMap<>();
        for (Answer answer : answersOf(METERS).toList()) {
            MeterListing.collect(Documents.tree(json, answer.document().file()), errand, found);
        }
        return List.copyOf(found.values());
    }

    /** A further page follows the one before. */
    private void takeAll(TakenIntervals taken) throws IOException {
        String meter = "";
        for (Answer answer : answersOf(INTERVALS).toList()) {
            String asked = answer.asked("meters");
            meter = asked == null ? meter : asked;
            taken.take(answer.document().name(), meter, answer.document().file());
        }
    }
}
