// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.reencryption;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A row with its sealed texts.
 *
 * @param texts by column, in the order of the table's
 */
record SealedRow(SealedTable table, UUID id, Map<String, @Nullable String> texts) {

    /** Without the texts. */
    @Override
    public String toString() {
        return "SealedRow[" + table.name() + ", " + id + "]";
    }
}
