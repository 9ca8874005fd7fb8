// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

import com.dcarbon.notification.rules.Kind;
import com.dcarbon.notification.rules.Letter;
import com.dcarbon.notification.rules.Notice;
import com.dcarbon.notification.rules.PlainText;
import com.dcarbon.notification.rules.Template;

/** What people are told, per wording: the file {@code messages/news.yaml}. */
@Component
public final class Catalogue {
    private final Map<Wording, Words> news = new EnumMap<>(Wording.class);
    private final Map<Kind, Preference> preferences = new EnumMap<>(Kind.class);
    private final Around around;
    private final Unknown unknown;

    /** @throws IllegalStateException if something has no complete entry */
    public Catalogue() {
        Binder file = file();
        for (Wording wording : Wording.values()) {
            news.put(wording, entry(file, "news." + wording.name().toLowerCase(Locale.ROOT), Words.class));
        }
        for (Kind kind : Kind.values()) {
            preferences.put(kind, entry(file, "preferences." + kind.wire(), Preference.class));
        }
        around = entry(file, "letter", Around.class);
        unknown = entry(file, "unknown", Unknown.class);
    }

    /**
     * The words with their gaps filled.
     *
     * @param path where the button leads, in the application
     */
    public Notice notice(Wording wording, Gaps gaps, String path) {
        Words words = words(wording);
        Map<String, String> values = values(gaps);
        return new Notice(wording.kind(), Template.fill(words.title(), values),
                Template.fill(words.body(), values).strip(),
                new Notice.Action(words.button(), path));
    }

    /**
     * What a letter says around the notice.
     *
     * @param addressee the person's name, or null if it is not known
     * @param settingsPage where the settings are; nothing leads there from what nobody can choose
     */
    public Letter.Frame frame(Wording wording, Gaps gaps, @Nullable String addressee, URI settingsPage) {
        String greeting = addressee == null || addressee.isBlank()
                ? around.greetingWithoutName()
                : Template.fill(around.greeting(), Map.of("name", PlainText.of(addressee)));
        String reason = Objects.requireNonNullElse(words(wording).reason(), around.reason());
        return new Letter.Frame(greeting, around.linkHint(), Template.fill(reason, values(gaps)), around.settings(),
                wording.kind().isLocked() ? null : settingsPage);
    }

    /** What the list of preferences says of a kind. */
    public Preference preference(Kind kind) {
        return Objects.requireNonNull(preferences.get(kind));
    }

    private Words words(Wording wording) {
        return Objects.requireNonNull(news.get(wording));
    }

    private Map<String, String> values(Gaps gaps) {
        Map<String, String> values = new LinkedHashMap<>(Map.of("owner", unknown.owner(), "operator",
                unknown.operator()));
        gaps.known().forEach((gap, value) -> values.put(gap, PlainText.of(value)));
        return values;
    }

    private static <T> T entry(Binder file, String name, Class<T> type) {
        return file.bind(name.replace('_', '-'), Bindable.of(type))
                .orElseThrow(() -> new IllegalStateException("no words for " + name));
    }

    private static Binder file() {
        try {
            var sources = new MutablePropertySources();
            new YamlPropertySourceLoader().load("news", new ClassPathResource("messages/news.yaml"))
                    .forEach(sources::addLast);
            return new Binder(ConfigurationPropertySources.from(sources));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A kind in the list of preferences.
     *
     * @param title a few words
     * @param description one sentence
     */
    public record Preference(String title, String description) {
        public Preference {
            complete(title, description);
        }
    }

    record Words(String title, String body, String button, @Nullable String reason) {
        Words {
            complete(title, body, button);
        }
    }

    record Around(String greeting, String greetingWithoutName, String linkHint, String reason, String settings) {
        Around {
            complete(greeting, greetingWithoutName, linkHint, reason, settings);
        }
    }

    record Unknown(String owner, String operator) {
        Unknown {
            complete(owner, operator);
        }
    }

    private static void complete(@Nullable String... words) {
        for (String word : words) {
            if (word == null || word.isBlank()) {
                throw new IllegalStateException("an entry of the catalogue of news is not complete");
            }
        }
    }
}
