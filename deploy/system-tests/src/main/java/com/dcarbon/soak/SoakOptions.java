// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What {@code deploy/system-tests/soak} was told.
 *
 * @param seed of the plan
 * @param minutes how long processes die
 * @param authorizations how many customers come meanwhile
 * @param scenario what is to happen
 * @param facilities of which a backfill imports the history
 * @param failing the utility that fails in every way
 */
record SoakOptions(long seed, int minutes, int authorizations, Scenario scenario, int facilities, String failing) {
    private static final String USAGE = """
            usage: deploy/system-tests/soak [--seed NUMBER] [--minutes NUMBER] [--authorizations NUMBER]
                   deploy/system-tests/soak --short | --backfill NUMBER | --failing UTILITY   [--seed NUMBER]
              --seed            of an earlier run, to have its plan again; else a random one, which is printed
              --minutes         how long processes die, 10 unless told otherwise
              --authorizations  how many customers authorize meanwhile, 20 unless told otherwise
              --short           the short plan of mvn verify
              --backfill        the history of so many facilities is imported, while ingestion, PostgreSQL and Kafka die
                                in turn every 15 seconds
              --failing         that utility (pge, sce, sdge or ladwp) fails in every way, one after the other, while
                                facilities are imported""";

    /** What is to happen. */
    enum Scenario {
        LONG,
        SHORT,
        BACKFILL,
        FAILING
    }

    /** @throws IllegalArgumentException with the usage, if an option is not known or no number */
    static SoakOptions parse(String[] arguments) {
        SoakOptions options = new SoakOptions(ThreadLocalRandom.current().nextInt(1_000_000), 10, 20, Scenario.LONG, 0,
                "");
        Iterator<String> words = Arrays.asList(arguments).iterator();
        while (words.hasNext()) {
            String word = words.next();
            options = switch (word) {
                case "--short" -> options.as(Scenario.SHORT, 0, "");
                case "--failing" -> options.failing(words.hasNext() ? words.next() : "");
                default -> options.with(word, words.hasNext() ? words.next() : "");
            };
        }
        return options;
    }

    private SoakOptions with(String option, String value) {
        if (!value.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("'" + option + " " + value + "' is no option with a number.\n" + USAGE);
        }
        long number = Long.parseLong(value);
        int some = (int) Math.clamp(number, 1, 10_000);
        return switch (option) {
            case "--seed" -> new SoakOptions(number, minutes, authorizations, scenario, facilities, failing);
            case "--minutes" -> new SoakOptions(seed, some, authorizations, scenario, facilities, failing);
            case "--authorizations" -> new SoakOptions(seed, minutes, some, scenario, facilities, failing);
            case "--backfill" -> as(Scenario.BACKFILL, some, "");
            default -> throw new IllegalArgumentException("'" + option + "' is no option.\n" + USAGE);
        };
    }

    private SoakOptions failing(String utility) {
        if (!Utilities.ALL.contains(utility)) {
            throw new IllegalArgumentException("'--failing " + utility + "' names none of " + Utilities.ALL + ".\n"
                    + USAGE);
        }
        return as(Scenario.FAILING, 0, utility);
    }

    private SoakOptions as(Scenario other, int count, String utility) {
        return new SoakOptions(seed, minutes, authorizations, other, count, utility);
    }

    /** What processes die when, in the forms that kill all of them. */
    Plan plan() {
        return scenario == Scenario.SHORT
                ? Plan.shortForm(seed)
                : Plan.longForm(seed, Duration.ofMinutes(minutes), authorizations);
    }

    /** The command that has the same plan. */
    String command() {
        return "deploy/system-tests/soak " + switch (scenario) {
            case LONG -> "--seed %d --minutes %d --authorizations %d".formatted(seed, minutes, authorizations);
            case SHORT -> "--short --seed " + seed;
            case BACKFILL -> "--backfill %d --seed %d".formatted(facilities, seed);
            case FAILING -> "--failing %s --seed %d".formatted(failing, seed);
        };
    }
}
