// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.net.URI;
import java.util.Map;

import org.springframework.web.util.UriComponentsBuilder;

import com.dcarbon.ingestion.source.DataRequest;
import com.dcarbon.ingestion.source.SpoolFolder;
import com.dcarbon.ingestion.utilityapi.rules.Span;
import com.dcarbon.platform.providers.ProviderProfile;

/**
 * One fetch: what is wanted, from where, and what was noted on the way.
 *
 * @param authorizationUid UtilityAPI's name of the authorization
 */
record Errand(ProviderProfile profile, String authorizationUid, DataRequest request, SpoolFolder folder, Notes notes) {

    Span wanted() {
        return new Span(request.start(), request.end());
    }

    ProviderProfile.UtilityApi account() {
        return profile.requiredUtilityApi();
    }

    /** An address below the API's root; the values are encoded. */
    URI address(String path, Map<String, String> query) {
        var builder = UriComponentsBuilder.fromUri(profile.data().resourceBase()).path(path);
        query.keySet().forEach(name -> builder.queryParam(name, "{" + name + "}"));
        return builder.encode().buildAndExpand(query).toUri();
    }
}
