// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

class PartnerTopicsTest {
    static Stream<EventKind> kindsForPartners() {
        return Arrays.stream(EventKind.values()).filter(kind -> kind.topic().forPartners());
    }

    @ParameterizedTest
    @MethodSource("kindsForPartners")
    void tellNothingAboutPersonsAndNoSecrets(EventKind kind) {
        assertThat(fieldNames(Contract.schema(kind))).isNotEmpty()
                .noneMatch(
                        name -> name.matches(".*(email|mail|(^|_)ip(_|$)|token|secret|user|person|owner|address).*"));
    }

    private static Set<String> fieldNames(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        schema.path("properties").properties().forEach(property -> names.add(property.getKey()));
        schema.path("$defs").properties().forEach(definition -> names.addAll(fieldNames(definition.getValue())));
        return names;
    }
}
