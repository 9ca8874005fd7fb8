// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** The acceptance line at which a story's test is: a failure names it. */
final class Acceptance implements TestExecutionExceptionHandler {
    private final String story;
    private String line = "its beginning";

    private Acceptance(String story) {
        this.story = story;
    }

    /** @param story its number and title */
    static Acceptance of(String story) {
        return new Acceptance(story);
    }

    /** What follows shows that this line is so. */
    void line(String words) {
        line = words;
        System.out.println("[story " + story.substring(0, story.indexOf(' ')) + "] " + words);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
        throw new AssertionError("Story %s does not hold at \"%s\": %s".formatted(story, line, failure.getMessage()),
                failure);
    }
}
