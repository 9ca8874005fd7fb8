// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.dcarbon.local.LocalStack;
import com.dcarbon.soak.truth.Check.Finding;

/** All statements, compared with the evidence. */
public final class Comparison {
    private static final int SHOWN = 20;
    private static final List<Check> CHECKS = List.of(new NothingIsLeftOver(), new StatusesAreRight(),
            new IntervalsAreTheUtilitys(), new BlocksDoNotOverlap(), new JobsAreAnnouncedOnce(),
            new AttemptsAreAnnouncedOnce(), new EventsAreWhatWasCommitted(), new EventsAreInOrder(),
            new AuditLogIsComplete(), new PeopleAreToldOnce(), new ProjectionsFollow(), new SyncsAreOnRecord(),
            new NoSecretLiesOpen(), new GatewayShowsTheTruth());

    private Comparison() {}

    /**
     * What a comparison found.
     *
     * @param statements all that was compared, with how many things that was
     * @param troubles one text per statement that is not true, with ids
     */
    public record Verdict(List<String> statements, List<String> troubles) {

        /** Whether every statement is true. */
        public boolean isGood() {
            return troubles.isEmpty();
        }
    }

    /**
     * Compares; the stack must be at rest ({@link Rest}).
     *
     * @param customers everybody who authorized in this run
     * @param renamings names of a facility that were acknowledged in this run
     */
    public static Verdict of(LocalStack stack, List<Customer> customers, List<String> renamings) {
        Evidence evidence = Evidence.take(stack, customers, renamings);
        Map<String, Finding> findings = new LinkedHashMap<>();
        CHECKS.stream()
                .filter(check -> check.concerns(evidence))
                .forEach(check -> findings.put(check.statement(), check.find(evidence)));
        return new Verdict(
                findings.entrySet().stream().map(each -> each.getKey() + ": " + each.getValue().compared()).toList(),
                findings.entrySet().stream().flatMap(each -> trouble(each.getKey(), each.getValue())).toList());
    }

    private static Stream<String> trouble(String statement, Finding finding) {
        if (finding.compared() == 0) {
            return Stream.of("NOT KNOWN: %s: there was nothing to compare".formatted(statement));
        }
        List<String> differences = finding.differences();
        return differences.isEmpty()
                ? Stream.empty()
                : Stream.of("NOT TRUE: %s (%d differences)%s".formatted(statement, differences.size(),
                        differences.stream().limit(SHOWN).map(difference -> "\n  - " + difference)
                                .collect(Collectors.joining())));
    }
}
