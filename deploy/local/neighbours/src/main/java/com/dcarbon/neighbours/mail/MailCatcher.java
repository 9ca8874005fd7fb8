// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.mail;

import java.io.IOException;

import jakarta.mail.MessagingException;

import org.springframework.context.SmartLifecycle;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.ServerSetup;

/** An SMTP server that accepts nearly every mail and delivers none: all end up in {@link CaughtMails}. */
final class MailCatcher implements SmartLifecycle {
    private final ChoosyMailServer server;
    private final CaughtMails mails;

    MailCatcher(String address, int port, String refused, CaughtMails mails) {
        this.mails = mails;
        this.server = new ChoosyMailServer(new ServerSetup(port, address, ServerSetup.PROTOCOL_SMTP), refused);
        server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
    }

    @Override
    public void start() {
        server.start();
        GreenMailUser everybody = server.setUser("everybody@localhost", "everybody");
        server.getUserManager().setMessageDeliveryHandler((message, recipient) -> {
            keep(message, recipient);
            return everybody;
        });
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public boolean isRunning() {
        return server.isRunning();
    }

    int port() {
        return server.getSmtp().getPort();
    }

    private void keep(MovingMessage message, MailAddress recipient) throws MessagingException {
        try {
            mails.add(recipient.getEmail(), message.getMessage());
            // The server's own store would grow without end; ours is bounded and the one that is read.
            server.purgeEmailFromAllMailboxes();
        } catch (IOException | FolderException e) {
            throw new MessagingException("the mail cannot be read", e);
        }
    }
}
