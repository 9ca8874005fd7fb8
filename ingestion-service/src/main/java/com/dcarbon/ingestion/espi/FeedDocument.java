// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.IOException;

/** A document of a utility, kept on disk so that it can be read twice. */
public sealed interface FeedDocument permits SpooledDocument, ThinDocument {

    /** Where it came from; its relative links are meant from there. */
    String url();

    /** How many bytes came. */
    long size() throws IOException;
}
