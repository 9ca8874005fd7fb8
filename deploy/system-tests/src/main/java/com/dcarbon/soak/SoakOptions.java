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
 * @param shortForm whether the plan is that of {@code mvn verify}; its length and customers are given then
 */
record SoakOptions(long seed, int minutes, int authorizations, boolean shortForm) {
    private static final String USAGE = """
            usage: deploy/system-tests/soak [--seed NUMBER] [--minutes NUMBER] [--authorizations NUMBER] | --short [--seed NUMBER]
              --seed            of an earlier run, to have its plan again; else a random one, which is printed
              --minutes         how long processes die, 10 unless told otherwise
              --authorizations  how many customers authorize meanwhile, 20 unless told otherwise
              --short           the short plan of mvn verify""";

    /** @throws IllegalArgumentException with the usage, if an option is not known or no number */
    static SoakOptions parse(String[] arguments) {
        SoakOptions options = new SoakOptions(ThreadLocalRandom.current().nextInt(1_000_000), 10, 20, false);
        Iterator<String> words = Arrays.asList(arguments).iterator();
        while (words.hasNext()) {
            String word = words.next();
            options = word.equals("--short")
                    ? new SoakOptions(options.seed, options.minutes, options.authorizations, true)
                    : options.with(word, words.hasNext() ? words.next() : "");
        }
        return options;
    }

    private SoakOptions with(String option, String value) {
        if (!value.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("'" + option + " " + value + "' is no option with a number.\n" + USAGE);
        }
        long number = Long.parseLong(value);
        return switch (option) {
            case "--seed" -> new SoakOptions(number, minutes, authorizations, shortForm);
            case "--minutes" -> new SoakOptions(seed, (int) Math.clamp(number, 1, 10_000), authorizations, shortForm);
            case "--authorizations" -> new SoakOptions(seed, minutes, (int) Math.clamp(number, 1, 10_000), shortForm);
            default -> throw new IllegalArgumentException("'" + option + "' is no option.\n" + USAGE);
        };
    }

    Plan plan() {
        return shortForm
                ? Plan.shortForm(seed)
                : Plan.longForm(seed, Duration.ofMinutes(minutes), authorizations);
    }

    /** The command that has the same plan. */
    String command() {
        if (shortForm) {
            return "deploy/system-tests/soak --short --seed " + seed;
        }
        return "deploy/system-tests/soak --seed %d --minutes %d --authorizations %d".formatted(seed, minutes,
                authorizations);
    }
}
