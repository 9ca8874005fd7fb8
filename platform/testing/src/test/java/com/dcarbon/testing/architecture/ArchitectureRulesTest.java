// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

class ArchitectureRulesTest {
    private static final String FIXTURES = "com.dcarbon.testing.architecture.fixtures.";
    private static final String CLEAN = FIXTURES + "clean";
    private static final String BROKEN = FIXTURES + "broken";
    private static final Path MIGRATIONS = Path.of("src", "test", "resources", "migrations");
    private static final Path NO_MIGRATIONS = Path.of("nowhere");

    static Stream<Arguments> whatBreaksEachRule() {
        return Stream.of(Arguments.of(ArchitectureRules.noCyclesIn(BROKEN), List.of("One", "Two")),
                Arguments.of(ArchitectureRules.keepsToTheMap(BROKEN, "one -> two", "curious -> one", "names -> rules"),
                        List.of("two -> one", "curious -> greenbutton", "curious -> one behind its front",
                                "names -> rules, which nobody uses")),
                Arguments.of(ArchitectureRules.sharesOnlyThePlatform(BROKEN), List.of("Sharing")),
                Arguments.of(ArchitectureRules.rulesArePlainJava(), List.of("ReactiveRule")),
                Arguments.of(ArchitectureRules.onlyAdaptersSpeakProtocols(), List.of("Polyglot")),
                Arguments.of(ArchitectureRules.adaptersAreReachedByPorts(), List.of("Curious")),
                Arguments.of(ArchitectureRules.nobodyWaits(), List.of("Impatient", "Forgetful")),
                Arguments.of(ArchitectureRules.timeIsInjected(), List.of("Punctual.called", "Punctual.referred")),
                Arguments.of(ArchitectureRules.databasesAreToldTheTime(MIGRATIONS),
                        List.of("Punctual asks the database by now()",
                                "Punctual asks the database by current_timestamp",
                                "Punctual lets the database date parcels.packed_at",
                                "V1__parcels.sql: clock_timestamp()")),
                Arguments.of(ArchitectureRules.namesSayWhatTheyAre(), List.of("ThingManager")),
                Arguments.of(ArchitectureRules.nothingIsInjectedIntoFields(), List.of("Dependent")),
                Arguments.of(ArchitectureRules.packagesAreDescribed(), List.of("Lost")));
    }

    @ParameterizedTest
    @MethodSource("whatBreaksEachRule")
    void findsWhatIsBroken(ArchRule rule, List<String> culprits) {
        assertThatThrownBy(() -> rule.check(classesOf(BROKEN))).isInstanceOf(AssertionError.class)
                .message()
                .contains(culprits);
    }

    @Test
    void everyRuleIsShownToFind() {
        assertThat(ArchitectureRules.forService(BROKEN).size() + ArchitectureRules.forAll().size()
                + ArchitectureRules.forTime(MIGRATIONS).size())
                .isEqualTo((int) whatBreaksEachRule().count());
    }

    @Test
    void leavesCleanCodeAlone() {
        JavaClasses classes = classesOf(CLEAN);
        Stream.of(ArchitectureRules.forService(CLEAN, "shipping -> orders", "greenbutton -> orders"),
                ArchitectureRules.forAll(), ArchitectureRules.forTime(NO_MIGRATIONS))
                .flatMap(List::stream)
                .forEach(rule -> assertThatCode(() -> rule.check(classes)).as(rule.getDescription())
                        .doesNotThrowAnyException());
    }

    @Test
    void understandsOnlyLinesOfItsForm() {
        assertThatThrownBy(() -> FeatureMap.of(CLEAN, "orders, shipping")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("orders, shipping");
    }

    @Test
    void refusesToCheckNothing() {
        assertThatThrownBy(() -> ArchitectureRules.ofService("com.dcarbon.nowhere"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** This module obeys them too. */
    @TestFactory
    Stream<DynamicTest> keepsTheWalls() {
        return ArchitectureRules.ofTools("com.dcarbon.testing");
    }

    private static JavaClasses classesOf(String packageName) {
        return new ClassFileImporter().importPackages(packageName);
    }
}
