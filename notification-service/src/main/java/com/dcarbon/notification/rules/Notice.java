// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.rules;

/**
 * What is told to a person, wherever it is shown.
 *
 * @param title one line
 * @param body one paragraph
 * @param action what its one button does
 */
public record Notice(Kind kind, String title, String body, Action action) {

    /**
     * A button.
     *
     * @param label what it says
     * @param path where it leads, in the application
     */
    public record Action(String label, String path) {}
}
