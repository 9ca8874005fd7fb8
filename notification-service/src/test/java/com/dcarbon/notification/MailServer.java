// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

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

/** A real mail server that can go away and come back at the same address, and knows nobody whose name begins with "dead". */
final class MailServer {
    private static final MailServer RUNNING = new MailServer();

    private final int port = freePort();
    private @Nullable GreenMail server;

    private MailServer() {
        comeBack();
    }

    static MailServer running() {
        return RUNNING;
    }

    int port() {
        return port;
    }

    void goAway() {
        GreenMail running = server;
        if (running != null) {
            running.stop();
        }
        server = null;
    }

    void comeBack() {
        if (server == null) {
            server = new Choosy(new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP));
            server.start();
        }
    }

    List<MimeMessage> mailsTo(String address) {
        GreenMail running = server;
        return running == null
                ? List.of()
                : Arrays.stream(running.getReceivedMessages()).filter(mail -> isTo(mail, address)).toList();
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            return Arrays.stream(mail.getRecipients(Message.RecipientType.TO))
                    .anyMatch(to -> to.toString().contains(address));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Choosy extends GreenMail {
        Choosy(ServerSetup setup) {
            super(setup);
        }

        @Override
        protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
            return Map.of(ServerSetup.PROTOCOL_SMTP, new SmtpServer(setups[0], new ChoosyManagers(managers)));
        }
    }

    private static final class ChoosyManagers extends Managers {
        private final Managers others;

        ChoosyManagers(Managers others) {
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
                    return recipient.getEmail().startsWith("dead") ? "550 no such user" : null;
                }
            };
        }
    }
}
