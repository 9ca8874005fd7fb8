// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.announcement;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.events.facility.Person;
import com.dcarbon.notification.facility.KnownFacility;
import com.dcarbon.notification.mail.Draft;
import com.dcarbon.notification.rules.Letter;
import com.dcarbon.notification.rules.Notice;
import com.dcarbon.notification.words.Catalogue;
import com.dcarbon.notification.words.Gaps;
import com.dcarbon.notification.words.Wording;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;

/** Puts an announcement into words for one person, in the application and by mail. */
@Component
class Writing {
    private static final String SETTINGS = "/settings/notifications";
    private static final String INVITATION = "/invitations/accept";

    private final Catalogue catalogue;
    private final ProviderProfiles providers;
    private final AnnouncementSettings settings;

    Writing(Catalogue catalogue, ProviderProfiles providers, AnnouncementSettings settings) {
        this.catalogue = catalogue;
        this.providers = providers;
        this.settings = settings;
    }

    /** Its button leads to no secret: of an invitation only the mailed link can be accepted. */
    Notice notice(Addressee addressee, Announcement announcement, @Nullable KnownFacility facility) {
        String path = switch (addressee.wording().page()) {
            case HOME -> "/";
            case FACILITY -> facility == null ? "/" : "/facilities/" + facility.id();
            case INVITATION -> INVITATION;
        };
        return catalogue.notice(addressee.wording(), gaps(announcement, facility), path);
    }

    Draft mail(Addressee addressee, String address, Announcement announcement, @Nullable KnownFacility facility) {
        Wording wording = addressee.wording();
        Person person = addressee.person();
        Notice notice = notice(addressee, announcement, facility);
        Letter.Frame frame = catalogue.frame(wording, gaps(announcement, facility), person.name(),
                settings.page(SETTINGS));
        boolean invites = wording.page() == Wording.Page.INVITATION;
        String path = invites ? INVITATION + "#token=" + Draft.Invitation.TOKEN : notice.action().path();
        return new Draft(announcement.id(), address, person.name(), person.userId(), announcement.facilityId(),
                invites ? invitation(announcement.facts()) : null, Letter.of(notice, settings.page(path), frame));
    }

    private static Draft.@Nullable Invitation invitation(Facts facts) {
        return facts.invitation() == null
                ? null
                : new Draft.Invitation(facts.invitation().id(), facts.invitation().keyId());
    }

    private Gaps gaps(Announcement announcement, @Nullable KnownFacility facility) {
        Facts facts = announcement.facts();
        Gaps gaps = new Gaps().orNothing("message", facts.message())
                .orNothing("action", facts.action())
                .with("utility", facts.providerId() == null ? null : utility(facts.providerId()))
                .with("operator", facts.person() == null ? null : name(facts.person()))
                .with("address", facts.person() == null ? null : facts.person().email())
                .minute("since", facts.since());
        if (facility != null) {
            gaps.with("facility", facts.facilityName() == null ? facility.name() : facts.facilityName()).with("owner",
                    facility.owner().name());
        }
        return facts.invitation() == null
                ? gaps.minute("date", facts.time())
                : gaps.minute("date", facts.invitation().expiresAt());
    }

    private static @Nullable String name(Person person) {
        return person.name() == null || person.name().isBlank() ? person.email() : person.name();
    }

    private String utility(String providerId) {
        return providers.find(providerId).map(ProviderProfile::name).orElse(providerId);
    }
}
