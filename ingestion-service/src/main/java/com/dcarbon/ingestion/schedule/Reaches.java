// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.schedule;

import java.util.Optional;

import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.schedule.rules.SyncWindow.Reach;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfile.SyncPolicy;
import com.dcarbon.platform.providers.ProviderProfiles;

/** How often each provider is asked, and for how much: as its profile says, or as is usual. */
@Component
public class Reaches {
    private static final int USUAL_HISTORY = 90;
    private static final int USUAL_OVERLAP = 30;

    private final ProviderProfiles profiles;
    private final ScheduleSettings settings;

    Reaches(ProviderProfiles profiles, ScheduleSettings settings) {
        this.profiles = profiles;
        this.settings = settings;
    }

    public Reach of(String providerId) {
        return profiles.find(providerId)
                .map(profile -> Reach.of(profile, settings.longestDays()))
                .orElseGet(() -> Reach.unknown(USUAL_HISTORY, USUAL_OVERLAP, settings.longestDays()));
    }

    /** Whether a request can be for a period only, so that an answer without anything is about that period. */
    public boolean isNarrowed(String providerId) {
        return profiles.find(providerId)
                .map(ProviderProfile::data)
                .filter(data -> data.dateFilter() != ProviderProfile.DateFilter.NONE)
                .isPresent();
    }

    public SyncPolicy policy(String providerId) {
        return profiles.find(providerId)
                .map(ProviderProfile::data)
                .flatMap(data -> Optional.ofNullable(data.sync()))
                .orElse(settings.policy());
    }
}
