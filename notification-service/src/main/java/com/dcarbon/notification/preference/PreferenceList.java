// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.preference;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;

/** Every kind of news that may concern the caller. */
record PreferenceList(List<Item> items) {

    /**
     * One kind.
     *
     * @param title a few words for the kind
     * @param description one sentence about it
     * @param locked whether it is told whatever one prefers: then the switches are on and stay so
     */
    record Item(@Schema(example = "authorization_succeeded") String kind, String title, String description,
            boolean email, boolean inApp, boolean locked) {}
}
