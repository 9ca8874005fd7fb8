// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.util.List;

/**
 * What a reader finds beyond its position.
 *
 * @param items in the order of their places
 * @param upTo how far it has read then
 * @param more whether there may be more already
 * @param lost whether what came after its position is no longer known, or never was: there are no items then
 */
record News(List<Item> items, Position upTo, boolean more, boolean lost) {

    /** @param data JSON */
    record Item(long place, ChangeKind kind, String data) {}
}
