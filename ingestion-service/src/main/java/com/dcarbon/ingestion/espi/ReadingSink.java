// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.IOException;

import com.dcarbon.ingestion.interval.rules.Reading;

/** Takes the readings as they come from the feed, in its order, repeated ones included. */
public interface ReadingSink {
    void accept(EnergySeries series, Reading reading) throws IOException;
}
