// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.dcarbon.local.Port;
import com.dcarbon.local.story.Answer;
import com.dcarbon.local.story.Api;
import com.dcarbon.systemtests.Platform;

/** docs/access.md is so: who may call what, and that nobody gets a byte of others' data. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(Order.DEFAULT + 2)
class AccessMatrixIT {
    private static final Path ROOT = Path.of("../..");
    private static final List<String> MODULES = List.of("platform/web", "platform/service", "gateway",
            "facility-service", "authorization-service", "ingestion-service", "audit-service", "notification-service");

    private final List<Rule> rules = AccessPage.rules();
    private final World world = Making.world(Cast.with(Tokens.signedWith(Platform.signingKey(),
            Platform.url(Port.IDENTITY).toString())));
    private final Map<String, String> lies = world.cast().lies();
    /** Words that came to somebody who may see them. */
    private final Set<String> shown = new HashSet<>();

    List<Rule> rules() {
        return rules;
    }

    @Test
    @Order(1)
    void hasALineForEveryCallThatIsServedAndNoOther() {
        Set<String> all = new HashSet<>();
        Parts.SERVICES.forEach((service, port) -> {
            Set<String> served = operations(Platform.url(port), "/v3/api-docs");
            assertThat(lines(service)).as(service).isEqualTo(served);
            all.addAll(served);
        });
        // A service writes its document when it is asked for the first time, which may take longer than the gateway waits.
        Platform.await().untilAsserted(() -> assertThat(operations(Platform.gateway(), "/openapi")).isEqualTo(all));
    }

    @Test
    @Order(2)
    void knowsWhichCallsAreInNoDocument() throws IOException {
        List<String> hidden = new ArrayList<>();
        for (String module : MODULES) {
            hidden.addAll(hiddenIn(ROOT.resolve(module).resolve("src/main/java")));
        }
        assertThat(hidden).as("what they serve stands below \"Beside the API documents\"")
                .containsExactlyInAnyOrder("AccessTokenController.java", "OpenApiController.java");
    }

    private static List<String> hiddenIn(Path sources) throws IOException {
        List<String> hidden = new ArrayList<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
                if (Files.readString(file).contains("@Hidden")) {
                    hidden.add(file.getFileName().toString());
                }
            }
        }
        return hidden;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    @Order(3)
    void answersEachAsThePageSays(Rule rule) {
        List<String> wrong = new ArrayList<>();
        for (Port port : Parts.of(rule)) {
            for (Visitor visitor : Visitor.values()) {
                Asking asking = Asking.of(rule, world.askedBy(visitor));
                rule.expectedBy(visitor).ifPresent(expected -> {
                    Answer answer = asking.at(Platform.url(port), world.tokenOf(visitor));
                    Verdict verdict = new Verdict(visitor.column() + " at " + port, asking, answer);
                    wrong.addAll(verdict.differences(expected));
                    wrong.addAll(verdict.leaks(world.hiddenFrom(visitor, rule)));
                    if (rule.letsIn(visitor)) {
                        shown.addAll(verdict.among(world.words()));
                    }
                });
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    @Order(4)
    void takesNoForgedTokenForAToken(Rule rule) {
        // Where no token is needed, a bad one may be refused or passed over.
        refusesAll(rule, lies, List.of(rule.expectedBy(Visitor.NOBODY).orElseThrow(), Expected.of("401")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    @Order(5)
    void takesNobodyWithoutARoleForSomebody(Rule rule) {
        Expected expected = rule.part().endsWith("internal port") && rule.letsIn(Visitor.SERVICE)
                ? Expected.of("403")
                : rule.expectedBy(Visitor.SERVICE).orElseThrow();
        refusesAll(rule, world.cast().outsiders(), List.of(expected));
    }

    private void refusesAll(Rule rule, Map<String, String> tokens, List<Expected> allowed) {
        List<String> wrong = new ArrayList<>();
        for (Port port : Parts.of(rule)) {
            tokens.forEach((who, token) -> {
                Asking asking = Asking.of(rule, world.askedBy(Visitor.OWNER));
                Verdict verdict = new Verdict(who + " at " + port, asking, asking.at(Platform.url(port), token));
                if (allowed.stream().noneMatch(expected -> verdict.differences(expected).isEmpty())) {
                    wrong.addAll(verdict.differences(allowed.getFirst()));
                }
                wrong.addAll(verdict.leaks(world.hiddenFrom(Visitor.NOBODY, rule)));
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    @Order(6)
    void letsALinkDoWhatItsMakerMayAndOnce() {
        Rule making = rule("ingestion-service", "POST /downloads");
        Rule export = rule("ingestion-service", "GET /intervals/export");
        List<String> wrong = new ArrayList<>();
        for (Visitor visitor : Visitor.values()) {
            if (making.letsIn(visitor)) {
                Asking asking = Asking.of(making, world.askedBy(visitor));
                String url = asking.at(Platform.gateway(), world.tokenOf(visitor)).expect(201).json().path("url")
                        .asString();
                Verdict verdict = new Verdict(visitor.column(), asking, followed(url));
                wrong.addAll(verdict.differences(export.expectedBy(visitor).orElseThrow()));
                wrong.addAll(verdict.leaks(world.hiddenFrom(visitor, making)));
                assertThat(followed(url).status()).as("%s, once more", visitor).isEqualTo(404);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Else it would be no wonder that they are not found where they must not be. */
    @Test
    @Order(7)
    void hasLookedForWordsThatThereAre() {
        Set<String> words = world.words();
        // That one is told nobody at all.
        words.remove(world.cast().owner().email());
        assertThat(shown).containsAll(words);
    }

    private Rule rule(String part, String operation) {
        return rules.stream().filter(rule -> rule.part().equals(part) && rule.operation().equals(operation))
                .findFirst().orElseThrow();
    }

    private Set<String> lines(String part) {
        return rules.stream().filter(rule -> rule.part().equals(part)).map(Rule::operation).collect(Collectors.toSet());
    }

    private static Answer followed(String url) {
        try (Api browser = Platform.with(null)) {
            return browser.follow(URI.create(url));
        }
    }

    private static Set<String> operations(URI base, String document) {
        try (Api api = new Api(base, null)) {
            return api.get(document).expect(200).json().path("paths").propertyStream()
                    .flatMap(path -> path.getValue().propertyNames().stream()
                            .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                    .collect(Collectors.toSet());
        }
    }
}
