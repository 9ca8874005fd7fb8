// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

/**
 * A link that has to be followed.
 *
 * @param url absolute
 * @param intervals whether it leads to readings, which are asked for by time
 */
public record MissingLink(String url, boolean intervals) {

    static MissingLink of(String url) {
        return new MissingLink(url, false);
    }
}
