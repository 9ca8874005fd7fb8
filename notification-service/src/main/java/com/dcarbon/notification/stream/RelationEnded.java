// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.util.UUID;

/**
 * The last that a person hears of a facility, and only they.
 *
 * @param id the facility's
 */
record RelationEnded(UUID id, String type) {
    static final String TYPE = "relation_ended";
}
