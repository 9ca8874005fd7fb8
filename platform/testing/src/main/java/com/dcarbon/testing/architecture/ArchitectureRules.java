// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The rules that every module's main code obeys. A module's test is three lines:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> keepsTheWalls() {
 *     return ArchitectureRules.ofService("com.dcarbon.facility", "following -> registry", "registry -> catalogue");
 * }
 * }</pre>
 *
 * The lines are the map of its features: which of them uses which others. A further use is a decision, made there.
 * Packages say what a class is: a package named {@code rules} or {@code espi} is plain Java; one named
 * {@code greenbutton}, {@code utilityapi} or {@code cds} is the adapter of that protocol.
 */
public final class ArchitectureRules {
    private static final String[] PLAIN = {"..rules..", "..espi.."};
    private static final String[] ADAPTERS = {"..greenbutton..", "..utilityapi..", "..cds.."};
    private static final Set<String> WAITING = Set.of("block", "blockFirst", "blockLast", "blockOptional", "subscribe",
            "toIterable", "toStream");
    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db");
    private static final Set<String> ASKING = Set.of("java.time.Instant.now()", "java.time.LocalDate.now()",
            "java.time.LocalDateTime.now()", "java.time.LocalTime.now()", "java.time.OffsetDateTime.now()",
            "java.time.ZonedDateTime.now()", "java.time.YearMonth.now()", "java.time.Year.now()",
            "java.time.LocalDate.now(java.time.ZoneId)", "java.time.LocalDateTime.now(java.time.ZoneId)",
            "java.time.ZonedDateTime.now(java.time.ZoneId)", "java.time.OffsetDateTime.now(java.time.ZoneId)",
            "java.time.YearMonth.now(java.time.ZoneId)", "java.time.Clock.systemUTC()",
            "java.time.Clock.systemDefaultZone()", "java.time.Clock.system(java.time.ZoneId)",
            "java.lang.System.currentTimeMillis()", "java.util.Date.<init>()");

    private ArchitectureRules() {}

    /**
     * The rules for a service or another program: the classes of that package and below.
     *
     * @param uses which feature uses which others, one line each: {@code sync -> meter, interval}
     */
    public static Stream<DynamicTest> ofService(String basePackage, String... uses) {
        List<ArchRule> rules = new ArrayList<>(forService(basePackage, uses));
        rules.addAll(forAll());
        rules.addAll(forTime(MIGRATIONS));
        return tests(rules, basePackage);
    }

    /** The rules for a part of the platform, which alone may start and await reactive work. */
    public static Stream<DynamicTest> ofPlatform(String basePackage) {
        List<ArchRule> rules = new ArrayList<>(forAll());
        rules.add(noCyclesIn(basePackage));
        rules.addAll(forTime(MIGRATIONS));
        return tests(rules, basePackage);
    }

    /** The rules for tools, which look at the machine's clock to see how long something takes. */
    public static Stream<DynamicTest> ofTools(String basePackage) {
        List<ArchRule> rules = new ArrayList<>(forAll());
        rules.add(noCyclesIn(basePackage));
        return tests(rules, basePackage);
    }

    private static Stream<DynamicTest> tests(List<ArchRule> rules, String basePackage) {
        JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(basePackage);
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("no classes in " + basePackage);
        }
        return rules.stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(),
                        () -> rule.allowEmptyShould(true).check(classes)));
    }

    static List<ArchRule> forService(String basePackage, String... uses) {
        return List.of(noCyclesIn(basePackage), keepsToTheMap(basePackage, uses), sharesOnlyThePlatform(basePackage),
                rulesArePlainJava(),
                onlyAdaptersSpeakProtocols(), adaptersAreReachedByPorts(), nobodyWaits());
    }

    static List<ArchRule> forAll() {
        return List.of(namesSayWhatTheyAre(), nothingIsInjectedIntoFields(), packagesAreDescribed());
    }

    static List<ArchRule> forTime(Path migrations) {
        return List.of(timeIsInjected(), databasesAreToldTheTime(migrations));
    }

    static ArchRule noCyclesIn(String basePackage) {
        return slices().matching(basePackage + ".(*)..")
                .should()
                .beFreeOfCycles()
                .as("features do not depend on each other in circles");
    }

    static ArchRule keepsToTheMap(String basePackage, String... uses) {
        return classes().should(new KeepToTheFeatureMap(FeatureMap.of(basePackage, uses)))
                .as("features do not reach into each other but as their map says");
    }

    static ArchRule sharesOnlyThePlatform(String basePackage) {
        return noClasses().should()
                .dependOnClassesThat(resideInAPackage("com.dcarbon..").and(not(resideInAnyPackage(basePackage + "..",
                        "com.dcarbon.platform..", "com.dcarbon.events.."))))
                .as("services share nothing but platform and events");
    }

    static ArchRule rulesArePlainJava() {
        return noClasses().that()
                .resideInAnyPackage(PLAIN)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "reactor..", "io.r2dbc..", "org.apache.kafka..")
                .as("rules know no framework");
    }

    static ArchRule onlyAdaptersSpeakProtocols() {
        return noClasses().that()
                .resideOutsideOfPackages(ADAPTERS)
                .and()
                .resideOutsideOfPackage("..espi..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.nimbusds.oauth2..", "javax.xml..", "com.ctc.wstx..", "org.codehaus.stax2..")
                .as("only adapters speak a provider's protocol");
    }

    static ArchRule adaptersAreReachedByPorts() {
        return noClasses().that()
                .resideOutsideOfPackages(ADAPTERS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ADAPTERS)
                .as("nobody knows an adapter: it implements a port of the feature that uses it");
    }

    static ArchRule nobodyWaits() {
        DescribedPredicate<JavaMethodCall> waiting = describe("subscribe to or wait for a publisher",
                call -> WAITING.contains(call.getName())
                        && call.getTarget().getOwner().isAssignableTo(Publisher.class));
        return noClasses().should()
                .callMethodWhere(waiting)
                .as("only the platform subscribes, and nobody blocks");
    }

    /** A clock that was moved must move everything: see {@code dcarbon.clock.offset}. */
    static ArchRule timeIsInjected() {
        DescribedPredicate<JavaAccess<?>> asking = describe("ask the machine for the time",
                access -> ASKING.contains(access.getTarget().getFullName()));
        return noClasses().that(describe("make no clock", type -> !type.getSimpleName().contains("Clock")))
                .should()
                .accessTargetWhere(asking)
                .as("the time comes from the injected clock");
    }

    static ArchRule databasesAreToldTheTime(Path migrations) {
        return classes().should(new TellTheDatabaseTheTime(migrations))
                .as("SQL gets the time from the injected clock");
    }

    static ArchRule namesSayWhatTheyAre() {
        return noClasses().should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .as("names say what a class is: no Util, Helper, Manager, Impl");
    }

    static ArchRule nothingIsInjectedIntoFields() {
        return noFields().should()
                .beAnnotatedWith(Autowired.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .as("what a class needs is in its constructor");
    }

    static ArchRule packagesAreDescribed() {
        return classes().should(new LiveInADescribedPackage())
                .as("every package has a package-info and is null-marked");
    }
}
