// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;

import com.dcarbon.authorization.answer.TestAnswers;
import com.dcarbon.authorization.token.TokenSettings;
import com.dcarbon.platform.providers.ProviderCalls;
import com.dcarbon.platform.providers.ProviderConnections;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.Secrets;

/** What speaks Green Button with the utilities of a folder of profiles. */
record ProfileAdapters(GreenButtonConsent consent, GreenButtonRefresh refresh, GreenButtonTokens tokens,
        GreenButtonRevocation revocation) {

    static ProfileAdapters of(ApplicationContext providers, Path folder) throws IOException {
        var profiles = providers.getBean(ProviderProfiles.class);
        TokenSettings settings = new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("defaults", TokenSettings.class);
        Clock clock = Clock.systemUTC();
        var line = new CustodianLine(WebClient.builder(), settings, profiles,
                providers.getBean(ProviderConnections.class), providers.getBean(ProviderCalls.class), clock);
        var endpoint = new TokenEndpoint(line, new ClientCredentials(profiles, providers.getBean(Secrets.class)),
                TestAnswers.in(folder), clock);
        var clientTokens = new ClientTokens(endpoint, clock);
        var records = new GreenButtonRecord(clientTokens, line);
        return new ProfileAdapters(new GreenButtonConsent(endpoint, profiles),
                new GreenButtonRefresh(endpoint, records, profiles, clock), new GreenButtonTokens(endpoint),
                new GreenButtonRevocation(clientTokens, records, line));
    }
}
