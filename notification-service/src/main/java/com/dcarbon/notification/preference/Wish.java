// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.preference;

/** By which ways a person wants to be told of a kind of news. */
public record Wish(boolean email, boolean inApp) {
    public static final Wish EVERYTHING = new Wish(true, true);
}
