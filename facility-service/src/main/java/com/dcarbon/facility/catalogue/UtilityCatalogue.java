// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.catalogue;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;

import io.swagger.v3.oas.annotations.media.Schema;

/** The utilities of the provider profiles, as users see them. */
@Component
public class UtilityCatalogue {
    private static final int LONGEST_SEARCH = 100;

    private final ProviderProfiles profiles;

    UtilityCatalogue(ProviderProfiles profiles) {
        this.profiles = profiles;
    }

    /** Whether there is a utility with that profile id. */
    public boolean knows(String id) {
        return profiles.find(id).isPresent();
    }

    /** The utility's name; its id if its profile was taken away since. */
    public String nameOf(String id) {
        return profiles.find(id).map(ProviderProfile::name).orElse(id);
    }

    /**
     * The radio options always stand there; the searchable lists are those whose names hold every word.
     *
     * @param q words or parts of words, in any order; null or blank for all
     * @throws ProblemException {@code invalid_request} if it is longer than any name
     */
    public Utilities matching(@Nullable String q) {
        if (q != null && q.length() > LONGEST_SEARCH) {
            throw ProblemException.invalidField("q", "must have at most " + LONGEST_SEARCH + " characters");
        }
        List<String> wanted = q == null ? List.of() : List.of(q.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        return new Utilities(
                of(AuthMethod.GREEN_BUTTON, List.of()).stream()
                        .map(profile -> new Option(profile.id(), profile.name(), profile.info()))
                        .toList(),
                searchable(AuthMethod.UTILITY_API, wanted), searchable(AuthMethod.CDS, wanted));
    }

    private List<Entry> searchable(AuthMethod method, List<String> wanted) {
        return of(method, wanted).stream()
                .map(profile -> new Entry(profile.id(), profile.name(), profile.state()))
                .toList();
    }

    private List<ProviderProfile> of(AuthMethod method, List<String> wanted) {
        return profiles.all()
                .stream()
                .filter(profile -> profile.method() == method)
                .filter(profile -> {
                    String name = profile.name().toLowerCase(Locale.ROOT);
                    return wanted.stream().allMatch(name::contains);
                })
                .toList();
    }

    /** The utilities, by how their data is reached; Green Button first. */
    public record Utilities(List<Option> greenButton, List<Entry> utilityApi, List<Entry> cds) {}

    /** A utility shown as a radio option. */
    @Schema(name = "GreenButtonUtility")
    public record Option(@Schema(example = "pge") String id, @Schema(example = "PG&E") String name,
            @Schema(description = "What the user reads before leaving for the utility") String info) {}

    /** A utility in a searchable list. */
    @Schema(name = "UtilityEntry")
    public record Entry(String id, String name, @Schema(description = "Two letters, or null") @Nullable String state) {}
}
