// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.dcarbon.local.story.StoryFailure;
import com.dcarbon.local.story.StoryReport;
import com.dcarbon.local.story.StoryWalk;
import com.dcarbon.simulator.MovedClock;

/**
 * The process behind {@code deploy/local/up}: starts the stack, walks the story, and stays until it is told to end. What
 * it says is read by the script; so is the file {@code state}: ready, demo-failed or failed.
 */
public final class Up {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final BuiltTree tree;
    private final Path state;

    private Up(BuiltTree tree) {
        this.tree = tree;
        this.state = tree.runDirectory().resolve("state");
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Up up = new Up(BuiltTree.around(Path.of(System.getProperty("dcarbon.root", ""))));
        try {
            up.run(Options.parse(arguments, System.getenv()));
        } catch (StackFailure e) {
            System.out.println("\n" + e.getMessage());
            Files.writeString(up.state, "failed\n");
            System.exit(1);
        }
    }

    private void run(Options options) throws IOException, InterruptedException {
        Progress progress = Progress.timed(System.out::println);
        Clock clock = clock(System.getenv("DCARBON_CLOCK_OFFSET"));
        StackSettings settings = new StackSettings(tree, tree.runDirectory(), options.ports(), options.services(),
                options.fresh(), options.prepare(), chosenByTheUser(System.getenv()));
        LocalStack stack = LocalStack.start(settings, progress);
        options.ports().writeTo(tree.portsFile());
        progress.say("everything is ready");
        boolean walked = !options.demo() || walk(stack, clock, progress);
        Welcome.lines(stack).forEach(System.out::println);
        Files.writeString(state, walked ? "ready\n" : "demo-failed\n");
        prepareNextStart(stack);
        watch(stack);
    }

    // A demo that goes wrong is told, and the stack stays for whoever wants to see why.
    private static boolean walk(LocalStack stack, Clock clock, Progress progress) {
        try {
            StoryReport.of(new StoryWalk(stack, "owner", progress, clock).walk())
                    .forEach(System.out::println);
            return true;
        } catch (StoryFailure e) {
            System.out.println("\nTHE DEMO FAILED. " + e.getMessage());
            return false;
        }
    }

    // Every process reads the variable for itself; here it is told early whether they will.
    private static Clock clock(@Nullable String offset) {
        try {
            return MovedClock.by(offset);
        } catch (IllegalArgumentException e) {
            throw new StackFailure("DCARBON_CLOCK_OFFSET: " + e.getMessage(), e);
        }
    }

    private static void prepareNextStart(LocalStack stack) {
        Thread.ofVirtual().start(() -> {
            try {
                stack.prepareNextStart();
            } catch (StackFailure e) {
                // The stack is being ended; the next start does it.
            }
        });
    }

    private static void watch(LocalStack stack) throws InterruptedException {
        Set<String> told = new HashSet<>();
        while (true) {
            // It ends with the process: an interval between looks, not a wait for something.
            Thread.sleep(LOOK);
            for (String name : stack.ended()) {
                if (told.add(name)) {
                    System.out.println(name + " has ended; its log: " + stack.log(name));
                }
            }
        }
    }

    // What somebody exports before the start wins, save what must differ from service to service.
    static Map<String, String> chosenByTheUser(Map<String, String> environment) {
        Map<String, String> chosen = new HashMap<>(environment);
        chosen.keySet()
                .removeIf(name -> !(name.startsWith("DCARBON_") || name.startsWith("NEIGHBOURS_"))
                        || name.startsWith("DCARBON_DATABASE_") || name.startsWith("DCARBON_PORT_"));
        return chosen;
    }
}
