// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.dcarbon.local.Port;
import com.dcarbon.local.story.Inbox;
import com.dcarbon.systemtests.Platform;

/** Invitations as they arrive by mail. */
public final class Invitations {
    private static final Pattern LINK = Pattern.compile("(https?://\\S+/invitations/accept)#token=([A-Za-z0-9_.~-]+)");

    private Invitations() {}

    /** Those for the facility of that name which went to the address, the newest first. */
    public static List<Inbox.Mail> of(String facilityName, String address) {
        return Platform.inbox().to(address)
                .stream()
                .filter(mail -> mail.text().contains(facilityName) && LINK.matcher(mail.text()).find())
                .distinct()
                .toList();
    }

    /** Waits until that many have arrived; the newest. */
    public static Inbox.Mail await(String facilityName, String address, int count) {
        return Platform.await()
                .until(() -> of(facilityName, address), mails -> mails.size() >= count)
                .getFirst();
    }

    /** The token of the mail's link, which both of its parts carry and which leads to the application. */
    public static String token(Inbox.Mail mail) {
        Matcher link = LINK.matcher(mail.text());
        assertThat(link.find()).as("a link in %s", mail).isTrue();
        assertThat(link.group(1)).isEqualTo(Platform.url(Port.APPLICATION) + "/invitations/accept");
        assertThat(mail.html()).contains(link.group());
        return link.group(2);
    }
}
