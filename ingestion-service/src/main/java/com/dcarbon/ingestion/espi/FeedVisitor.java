// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.IOException;

/** Hears what a walk through a document meets, in document order. */
interface FeedVisitor {

    /** An entry begins; an ESPI object that stands alone counts as one. */
    void beginEntry();

    /** A link of the present entry; links may come before or after what they describe. */
    void link(Link link) throws MalformedFeedException;

    /** When the utility last changed the present entry, as epoch second. */
    default void updated(long epochSecond) {}

    /** An object of the present entry: the cursor stands on its element. What is not read is passed over. */
    void object(XmlCursor element) throws IOException, MalformedFeedException;

    void endEntry() throws MalformedFeedException;

    /** A link of the feed itself. */
    default void feedLink(Link link) {}
}
