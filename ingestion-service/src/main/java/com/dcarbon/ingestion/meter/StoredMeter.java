// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import java.time.ZoneId;
import java.util.UUID;

/** What became of a meter that an import brought. */
public sealed interface StoredMeter {

    /**
     * It is the facility's, under that id.
     *
     * @param timeZone in which its days begin; that of its first import, whatever later ones say
     */
    record Ours(UUID id, ZoneId timeZone) implements StoredMeter {}

    /** Another facility has it by a real authorization. */
    record Elsewhere() implements StoredMeter {}

    /** It was uploaded, and the facility has it from the utility itself. */
    record Connected() implements StoredMeter {}
}
