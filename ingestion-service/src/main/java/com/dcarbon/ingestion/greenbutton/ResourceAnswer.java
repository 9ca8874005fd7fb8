// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import com.dcarbon.ingestion.espi.FeedDocument;

/** What a utility answers to a request for a resource where that is no trouble that every protocol knows. */
sealed interface ResourceAnswer {

    /** 200: the document is on disk now. */
    record Document(FeedDocument document) implements ResourceAnswer {}

    /** 204: there is nothing for that period. */
    record Nothing() implements ResourceAnswer {}

    /** A document that is larger than the profile allows. */
    record TooLarge() implements ResourceAnswer {}

    /** 401 or 403. What it means, only the authorization service can find out: the token, the grant, or this resource. */
    record TokenRefused(int status) implements ResourceAnswer {}
}
