// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.dcarbon.local.BuiltTree;
import com.dcarbon.local.LocalStack;
import com.dcarbon.local.Progress;
import com.dcarbon.local.StackFailure;
import com.dcarbon.local.StackSettings;
import com.dcarbon.soak.truth.Comparison;

/** The process behind {@code deploy/system-tests/soak}: a stack of its own, a plan from a seed, a verdict. */
public final class Soak {
    private Soak() {}

    /** Exits with 0 if nothing was lost and nothing came twice, 1 if it did, 2 if it could not be told. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        try {
            SoakOptions options = SoakOptions.parse(arguments);
            System.out.println("seed " + options.seed() + "; the same plan again: " + options.command());
            return soak(options) ? 0 : 1;
        } catch (StackFailure | IllegalArgumentException e) {
            System.out.println("\n" + e.getMessage());
            return 2;
        }
    }

    private static boolean soak(SoakOptions options) {
        BuiltTree tree = BuiltTree.around(Path.of(System.getProperty("dcarbon.root", "")));
        Path directory = tree.root().resolve("deploy/system-tests/target/soak");
        Progress progress = Progress.timed(System.out::println);
        StackSettings settings = settings(options, prepared(StackSettings.apart(tree, directory)));
        try (LocalStack stack = LocalStack.start(settings, progress)) {
            List<String> troubles = troubles(stack, options, progress);
            report(options, directory, troubles).forEach(System.out::println);
            return troubles.isEmpty();
        }
    }

    // Quick starts take their time to be made: too much on a machine that has much else to do.
    private static StackSettings prepared(StackSettings settings) {
        return Boolean.parseBoolean(System.getProperty("soak.prepared", "true")) ? settings.prepared() : settings;
    }

    // A utility that failed is looked at again soon, so that it can fail in the next way.
    private static StackSettings settings(SoakOptions options, StackSettings settings) {
        return options.scenario() == SoakOptions.Scenario.FAILING
                ? settings.with("DCARBON_INGESTION_HEALTH_PROBEBASE", "2s")
                        .with("DCARBON_INGESTION_HEALTH_PROBECAP", "5s")
                        .with("DCARBON_INGESTION_SYNC_BACKOFFBASE", "2s")
                        .with("DCARBON_INGESTION_SYNC_BACKOFFCAP", "10s")
                        .with("DCARBON_INGESTION_LINE_OUTAGEDELAY", "3s")
                        .with("DCARBON_INGESTION_UTILITYAPI_PAYAGAINDELAY", "5s")
                : settings;
    }

    private static Comparison.Verdict run(LocalStack stack, SoakOptions options, Progress progress) {
        return switch (options.scenario()) {
            case LONG, SHORT -> new Chaos(stack, options.plan(), progress).run();
            case BACKFILL -> new Backfill(stack, options.seed(), options.facilities(), progress).run();
            case FAILING -> new FailingUtility(stack, options.seed(), options.failing(), progress).run();
        };
    }

    private static List<String> troubles(LocalStack stack, SoakOptions options, Progress progress) {
        try {
            Comparison.Verdict verdict = run(stack, options, progress);
            verdict.statements().forEach(statement -> progress.say("compared: " + statement));
            return verdict.troubles();
        } catch (RuntimeException e) {
            return List.of("The run did not get to its end: " + e.getMessage());
        }
    }

    private static List<String> report(SoakOptions options, Path directory, List<String> troubles) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        if (troubles.isEmpty()) {
            lines.add("Nothing was lost and nothing came twice. Seed " + options.seed() + ".");
            return lines;
        }
        lines.addAll(troubles);
        lines.add("");
        lines.add("THE SOAK FAILED. Seed " + options.seed() + ".");
        lines.add("The same plan again: " + options.command());
        lines.add("Logs: " + directory.resolve("logs") + "; what was stored is in " + directory.resolve("data") + ".");
        return lines;
    }
}
