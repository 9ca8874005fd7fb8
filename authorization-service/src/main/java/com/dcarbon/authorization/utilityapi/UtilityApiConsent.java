// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

import com.dcarbon.authorization.session.ConsentProtocol;
import com.dcarbon.authorization.session.rules.ConsentProgress;
import com.dcarbon.authorization.session.rules.ConsentReturn;
import com.dcarbon.authorization.session.rules.SessionSecrets;
import com.dcarbon.authorization.utilityapi.AccountLine.Call;
import com.dcarbon.authorization.utilityapi.rules.AuthorizationObject;
import com.dcarbon.authorization.utilityapi.rules.ConsentReading;
import com.dcarbon.authorization.utilityapi.rules.FormReturn;
import com.dcarbon.authorization.utilityapi.rules.RecordReading;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfile.UtilityApi;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Consent by UtilityAPI's form: one for each attempt, and an authorization object that UtilityAPI works on afterwards. */
@Component
class UtilityApiConsent implements ConsentProtocol {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Accounts accounts;
    private final AccountLine line;
    private final ProviderProfiles profiles;

    UtilityApiConsent(Accounts accounts, AccountLine line, ProviderProfiles profiles) {
        this.accounts = accounts;
        this.line = line;
        this.profiles = profiles;
    }

    @Override
    public AuthMethod method() {
        return AuthMethod.UTILITY_API;
    }

    /** One for all utilities: the form's template names it. */
    @Override
    public String callbackPath(ProviderProfile profile) {
        return "/utility-api/callback";
    }

    @Override
    public boolean preparesPages() {
        return true;
    }

    @Override
    public Mono<ProviderOutcome<PreparedPage>> prepare(ProviderProfile profile, Preparation wanted) {
        return renewable(profile, wanted.authId())
                .flatMap(outcome -> switch (outcome) {
                    case ProviderOutcome.Succeeded<Optional<String>>(Optional<String> renewed) ->
                        form(profile, wanted.email(), renewed.orElse(null));
                    case ProviderOutcome.Failed<Optional<String>>(ProviderTrouble trouble) ->
                        Mono.just(ProviderOutcome.<PreparedPage>failed(trouble));
                });
    }

    /** The authorization if it still stands there, so that the customer renews it instead of giving another one. */
    private Mono<ProviderOutcome<Optional<String>>> renewable(ProviderProfile profile, @Nullable String authId) {
        if (authId == null) {
            return Mono.just(ProviderOutcome.succeeded(Optional.empty()));
        }
        Account account = accounts.of(profile);
        var call = Call.get(account, profile.id(), "authorization_read",
                UtilityApiAddresses.path(account, "authorizations", authId));
        return line.<Optional<String>>ask(call, node -> ProviderOutcome.succeeded(AuthorizationObject.read(node)
                .filter(RecordReading::isRenewable).map(AuthorizationObject::uid)))
                .map(outcome -> outcome instanceof ProviderOutcome.Failed<?>(ProviderTrouble.Gone _)
                        ? ProviderOutcome.succeeded(Optional.empty())
                        : outcome);
    }

    private Mono<ProviderOutcome<PreparedPage>> form(ProviderProfile profile, @Nullable String email,
            @Nullable String renewed) {
        Account account = accounts.of(profile);
        var call = new Call(account, profile.id(), "form_create", HttpMethod.POST,
                UtilityApiAddresses.path(account, "forms"), wish(profile.requiredUtilityApi(), email, renewed));
        return line.ask(call, node -> made(profile, node, renewed));
    }

    private static ObjectNode wish(UtilityApi section, @Nullable String email, @Nullable String renewed) {
        ObjectNode wish = JSON.createObjectNode();
        wish.put("utility", section.utility());
        if (section.template() != null) {
            wish.put("template_uid", section.template());
        }
        if (email != null) {
            wish.put("customer_email", email);
        }
        wish.putObject("scope").put("expires", section.expires());
        if (renewed != null) {
            wish.put("authorization_uid", renewed);
        }
        return wish;
    }

    private ProviderOutcome<PreparedPage> made(ProviderProfile profile, JsonNode form, @Nullable String renewed) {
        String uid = form.path("uid").asString("");
        Optional<URI> address = address(form.path("url").asString("")).filter(profiles.hosts(profile)::allows);
        if (uid.isEmpty() || form.path("disabled").asBoolean(false)) {
            return AccountLine.malformed("no usable form");
        }
        return address.map(page -> ProviderOutcome.succeeded(new PreparedPage(page, uid, renewed)))
                .orElseGet(() -> AccountLine.malformed("a form on another host"));
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    @Override
    public URI consentPage(ProviderProfile profile, URI redirectUri, SessionSecrets secrets, @Nullable URI prepared) {
        if (prepared == null) {
            throw new IllegalStateException("a session at " + profile + " has no form");
        }
        return URI.create(prepared + (prepared.getRawQuery() == null ? "?" : "&") + "redirect_uri="
                + UriUtils.encode(redirectUri.toString(), StandardCharsets.UTF_8) + "&state=" + secrets.state());
    }

    @Override
    public ConsentReturn read(ProviderProfile profile, Map<String, List<String>> parameters) {
        return FormReturn.of(parameters);
    }

    @Override
    public Mono<ProviderOutcome<ConsentProgress>> progress(ProviderProfile profile, Expected expected) {
        Account account = accounts.of(profile);
        var call = Call.get(account, profile.id(), "authorization_lookup",
                UtilityApiAddresses.referred(account, expected.pointer()));
        return line.ask(call, node -> authorizations(node).<ProviderOutcome<ConsentProgress>>map(
                found -> ProviderOutcome.succeeded(ConsentReading.of(found, expected.reference(), expected.renewed(),
                        expected.begunAt())))
                .orElseGet(() -> AccountLine.malformed("no list of authorizations")));
    }

    private static Optional<List<AuthorizationObject>> authorizations(JsonNode document) {
        JsonNode list = document.path("authorizations");
        if (!list.isArray()) {
            return Optional.empty();
        }
        List<AuthorizationObject> found = new ArrayList<>();
        list.forEach(node -> AuthorizationObject.read(node).ifPresent(found::add));
        return Optional.of(found);
    }
}
