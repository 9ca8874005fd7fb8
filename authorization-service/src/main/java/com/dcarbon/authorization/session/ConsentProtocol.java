// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.net.URI;
import java.util.List;
import java.util.Map;

import com.dcarbon.authorization.session.rules.ConsentReturn;
import com.dcarbon.authorization.session.rules.SessionSecrets;
import com.dcarbon.authorization.token.rules.ConsentAnswer;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderProfile;

import reactor.core.publisher.Mono;

/** How a customer's consent is got at a provider; each method's adapter implements it. */
public interface ConsentProtocol {

    AuthMethod method();

    /** Below which path of the public address the provider sends browsers back; the provider's id follows. */
    String callbackPath();

    /** The page of the provider to which the browser is sent. */
    URI consentPage(ProviderProfile profile, URI redirectUri, SessionSecrets secrets);

    /**
     * What the browser brought back.
     *
     * @param parameters the callback's query
     */
    ConsentReturn read(ProviderProfile profile, Map<String, List<String>> parameters);

    /** Exchanges the code for tokens, once. Never fails: what goes wrong is an answer too. */
    Mono<ConsentAnswer> exchange(ProviderProfile profile, String code, URI redirectUri, SessionSecrets secrets);
}
