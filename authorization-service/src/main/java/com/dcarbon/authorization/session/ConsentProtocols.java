// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;

import com.dcarbon.authorization.session.rules.Session;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;

/** The providers that can be authorized, each with the protocol it speaks. */
@Component
class ConsentProtocols {
    private final ProviderProfiles profiles;
    private final Map<AuthMethod, ConsentProtocol> protocols = new EnumMap<>(AuthMethod.class);

    ConsentProtocols(ProviderProfiles profiles, List<ConsentProtocol> protocols) {
        this.profiles = profiles;
        protocols.forEach(protocol -> this.protocols.put(protocol.method(), protocol));
    }

    /** The provider if it is known and reached by that method. */
    Optional<Provider> find(String providerId, AuthMethod method) {
        ConsentProtocol protocol = protocols.get(method);
        if (protocol == null) {
            return Optional.empty();
        }
        return profiles.find(providerId)
                .filter(profile -> profile.method() == method)
                .map(profile -> new Provider(profile, protocol));
    }

    /** A provider and how to speak with it. */
    record Provider(ProviderProfile profile, ConsentProtocol protocol) {

        /** With the scope that the customer brought along who began at the utility. */
        Provider askedBy(Session session) {
            return new Provider(profile.asking(session.portalScope()), protocol);
        }
    }
}
