// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.fault;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A fault as it was switched on.
 *
 * @param kind what goes wrong
 * @param effect what is done to a request it befalls
 * @param calls the kinds of calls it befalls
 * @param aim which of those calls
 * @param told the fields it was switched on with
 */
public record Fault(FaultKind kind, Effect effect, Set<CallKind> calls, Aim aim, Map<String, String> told) {
    private static final List<Parameter> COMMON = List.of(
            new Parameter("calls", "which calls, separated by commas: " + String.join(", ", CallKind.names())
                    + "; all that the fault can befall if left out"),
            new Parameter("customer", "one user name or subscription id; all if left out"),
            new Parameter("times", "how many requests; until switched off if left out"),
            new Parameter("after", "how many matching requests are spared first; 0 if left out"),
            new Parameter("probability", "more than 0, at most 1; 1 if left out"),
            new Parameter("seed", "of the probability: the same seed befalls the same requests; 0 if left out"));
    private static final Set<String> SHARED = Stream
            .concat(Stream.of("fault"), COMMON.stream().map(Parameter::name))
            .collect(Collectors.toUnmodifiableSet());

    public Fault {
        calls = Set.copyOf(calls);
        told = Map.copyOf(told);
    }

    /**
     * Which of the matching calls are befallen.
     *
     * @param customer the user name or subscription; null for all
     * @param times how many; null for all
     * @param spared how many pass first
     * @param probability of each after that
     * @param seed decides which
     */
    public record Aim(@Nullable String customer, @Nullable Long times, long spared, double probability, long seed) {}

    /** What every fault can be told. */
    public static List<Parameter> commonParameters() {
        return COMMON;
    }

    /**
     * The fault that these fields describe; {@code fault} names its kind. Blank fields are as good as absent.
     *
     * @throws InvalidFaultException if they describe none
     */
    public static Fault read(Map<String, String> fields) {
        Arguments arguments = new Arguments(fields);
        FaultKind kind = arguments.text("fault")
                .flatMap(FaultKind::named)
                .orElseThrow(() -> new InvalidFaultException("fault", "must name a known fault"));
        refuseUnknown(kind, arguments, fields.keySet());
        Aim aim = new Aim(arguments.text("customer").orElse(null),
                arguments.number("times", 1, Integer.MAX_VALUE).orElse(null),
                arguments.number("after", 0, Integer.MAX_VALUE).orElse(0L),
                arguments.probability("probability"),
                arguments.number("seed", Long.MIN_VALUE / 10, Long.MAX_VALUE / 10).orElse(0L));
        return new Fault(kind, kind.effect(arguments), calls(kind, arguments), aim, told(arguments, fields));
    }

    private static Set<CallKind> calls(FaultKind kind, Arguments arguments) {
        Set<CallKind> calls = EnumSet.noneOf(CallKind.class);
        for (String name : arguments.text("calls").orElse("any").split("\\s*,\\s*")) {
            calls.addAll(CallKind.named(name)
                    .orElseThrow(() -> new InvalidFaultException("calls",
                            "one or more of " + String.join(", ", CallKind.names()))));
        }
        calls.retainAll(kind.befalls());
        if (calls.isEmpty()) {
            throw new InvalidFaultException("calls",
                    kind.wire() + " can befall " + String.join(", ", CallKind.wire(kind.befalls())) + " only");
        }
        return calls;
    }

    private static void refuseUnknown(FaultKind kind, Arguments arguments, Set<String> names) {
        Set<String> unknown = new TreeSet<>(names);
        unknown.removeAll(SHARED);
        kind.parameters().forEach(parameter -> unknown.remove(parameter.name()));
        unknown.removeIf(name -> arguments.text(name).isEmpty());
        if (!unknown.isEmpty()) {
            throw new InvalidFaultException(String.join(", ", unknown), "not known for " + kind.wire());
        }
    }

    private static Map<String, String> told(Arguments arguments, Map<String, String> fields) {
        return fields.keySet()
                .stream()
                .filter(name -> arguments.text(name).isPresent())
                .collect(Collectors.toUnmodifiableMap(name -> name, name -> arguments.text(name).orElseThrow()));
    }

    boolean befalls(Call call) {
        return calls.contains(call.kind()) && (aim.customer() == null || call.concerns(aim.customer()));
    }
}
