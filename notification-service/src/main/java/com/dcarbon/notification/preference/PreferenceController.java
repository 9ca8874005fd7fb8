// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.preference;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.validation.Valid;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.notification.administrator.Administrators;
import com.dcarbon.notification.rules.Kind;
import com.dcarbon.notification.words.Catalogue;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** A person's own preferences over HTTP. */
@RestController
@Tag(name = "Notifications")
class PreferenceController {
    private final Preferences preferences;
    private final ChangingPreferences changing;
    private final Administrators administrators;
    private final Catalogue catalogue;

    PreferenceController(Preferences preferences, ChangingPreferences changing, Administrators administrators,
            Catalogue catalogue) {
        this.preferences = preferences;
        this.changing = changing;
        this.administrators = administrators;
        this.catalogue = catalogue;
    }

    @GetMapping("/notification-preferences")
    @Operation(operationId = "listNotificationPreferences", summary = "List what you are told, and how", description = """
            One item per kind of news: whether you get it by e-mail and in the application. Everything is on until you
            switch it off. A `locked` kind tells who gets or loses access and cannot be switched off. Kinds that concern
            only administrators are listed for administrators only.""")
    Mono<PreferenceList> list(Caller caller) {
        return administrators.note(caller).then(preferences.of(caller.userId())).map(wishes -> list(caller, wishes));
    }

    @PutMapping("/notification-preferences")
    @Operation(operationId = "changeNotificationPreferences", summary = "Choose what you are told, and how", description = """
            Takes the list as it was read, or only the items that you change: kinds that are not named stay as they are,
            so that an older application switches nothing that it does not know. It applies to what happens from now on.
            The last one wins. Answers the whole list.""")
    Mono<PreferenceList> change(Caller caller, @Valid @RequestBody WantedPreferences wanted) {
        return changing.change(caller, Objects.requireNonNull(wanted.items())).then(list(caller));
    }

    private PreferenceList list(Caller caller, Map<String, Wish> wishes) {
        List<PreferenceList.Item> items = Arrays.stream(Kind.values())
                .filter(kind -> kind.concerns(caller.isAdmin()))
                .map(kind -> item(kind, wishes.getOrDefault(kind.wire(), Wish.EVERYTHING)))
                .toList();
        return new PreferenceList(items);
    }

    private PreferenceList.Item item(Kind kind, Wish wish) {
        Catalogue.Preference words = catalogue.preference(kind);
        return new PreferenceList.Item(kind.wire(), words.title(), words.description(), wish.email(), wish.inApp(),
                kind.isLocked());
    }
}
