// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.io.IOException;
import java.util.List;

/** Takes over what was received for an import, once the import needs it no more. */
public interface ReceivedDocuments {

    /** Quickly: the files are moved away, and whatever else is to be done with them is done later. */
    void take(Importing importing, List<ReceivedDocument> documents) throws IOException;
}
