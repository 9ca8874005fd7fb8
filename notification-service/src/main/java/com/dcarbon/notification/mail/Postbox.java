// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.mail;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.OptionalInt;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Hands one mail to the mail server and says what came of it. */
@Component
class Postbox {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final JavaMailSender server;
    private final MailSettings settings;

    Postbox(JavaMailSender server, MailSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    /** Never fails: whatever goes wrong is a delivery. */
    Mono<Delivery> send(Mail mail) {
        return Mono.fromCallable(() -> deliver(mail)).subscribeOn(Schedulers.boundedElastic());
    }

    private Delivery deliver(Mail mail) {
        try {
            server.send(message(mail));
            return new Delivery.Taken();
        } catch (AddressException _) {
            return new Delivery.Refused("the address is none");
        } catch (MailSendException e) {
            return failed(e);
        } catch (RuntimeException | MessagingException | UnsupportedEncodingException e) {
            return delayed(e);
        }
    }

    /** There is one mail: if not it failed but the goodbye, the mail server had taken it before. */
    private static Delivery failed(MailSendException error) {
        return error.getFailedMessages()
                .values()
                .stream()
                .findFirst()
                .map(Postbox::refusedOrDelayed)
                .orElseGet(Delivery.Taken::new);
    }

    private static Delivery refusedOrDelayed(Exception failure) {
        OptionalInt code = FinalReply.in(failure);
        return code.isPresent()
                ? new Delivery.Refused("refused by the mail server with " + code.getAsInt())
                : delayed(failure);
    }

    private MimeMessage message(Mail mail) throws MessagingException, UnsupportedEncodingException {
        MimeMessage message = server.createMimeMessage();
        message.setFrom(new InternetAddress(settings.from(), settings.fromName(), UTF_8));
        message.setRecipient(Message.RecipientType.TO, address(mail));
        message.setSubject(oneLine(mail.letter().subject()), UTF_8);
        message.setSentDate(Date.from(mail.createdAt()));
        // RFC 2046, section 5.1.4: the best one last. No further layers: some readers show those as attachments.
        message.setContent(new MimeMultipart("alternative", part(mail.letter().text(), "plain"),
                part(mail.letter().html(), "html")));
        message.setHeader("Message-ID", mail.messageId());
        // RFC 3834: no out-of-office answers, please.
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    private static InternetAddress address(Mail mail) throws AddressException, UnsupportedEncodingException {
        var address = new InternetAddress(mail.recipient(), true);
        String name = mail.recipientName();
        if (name != null) {
            address.setPersonal(oneLine(name), UTF_8);
        }
        return address;
    }

    /** Names of people and facilities stand there: whatever they hold, it begins no header of its own. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
    }

    /** Only the class and not the words: those could quote the address. */
    private static Delivery delayed(Exception error) {
        Throwable cause = error.getCause();
        return new Delivery.Delayed(error.getClass().getSimpleName()
                + (cause == null ? "" : " by " + cause.getClass().getSimpleName()));
    }
}
