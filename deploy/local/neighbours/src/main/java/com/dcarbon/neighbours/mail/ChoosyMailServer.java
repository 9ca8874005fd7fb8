// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.mail;

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** An SMTP server that knows some addresses not to exist, and says so to whoever names one (RFC 5321: 550). */
final class ChoosyMailServer extends GreenMail {
    private final String refused;

    /** @param refused how those addresses begin; empty if there are none */
    ChoosyMailServer(ServerSetup setup, String refused) {
        this.refused = refused.toLowerCase(Locale.ROOT);
        super(setup);
    }

    @Override
    protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
        return Map.of(ServerSetup.PROTOCOL_SMTP, new SmtpServer(setups[0], new Choosy(managers)));
    }

    private @Nullable String objection(String recipient) {
        boolean exists = refused.isEmpty() || !recipient.toLowerCase(Locale.ROOT).startsWith(refused);
        return exists ? null : "550 5.1.1 No such mailbox";
    }

    private final class Choosy extends Managers {
        private final Managers others;

        Choosy(Managers others) {
            this.others = others;
        }

        @Override
        public UserManager getUserManager() {
            return others.getUserManager();
        }

        @Override
        public SmtpManager getSmtpManager() {
            return new SmtpManager(others.getImapHostManager(), others.getUserManager()) {
                @Override
                public @Nullable String checkRecipient(SmtpState state, MailAddress recipient) {
                    return objection(recipient.getEmail());
                }
            };
        }
    }
}
