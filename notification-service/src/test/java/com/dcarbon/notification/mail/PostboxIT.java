// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.mail;

import static com.dcarbon.notification.mail.StubbornMailServer.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.mail.internet.MimeMessage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import com.dcarbon.notification.rules.Letter;

class PostboxIT {
    private static final Instant NOW = Instant.parse("2026-11-20T08:15:00Z");
    private static final MailSettings SETTINGS = new MailSettings("no-reply@dcarbon.example", "DCarbon",
            Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofDays(3),
            Duration.ofDays(30), Duration.ofDays(90));

    @ParameterizedTest
    @CsvSource({"MAIL, 552", "MAIL, 554", "RCPT, 550", "RCPT, 571", "DATA, 554", "., 552", "., 554"})
    void aFinalNoIsARefusalWhereverItIsSaid(String command, int code) throws IOException {
        assertThat(send(command, code + " owner@example.com has no room"))
                .isEqualTo(new Delivery.Refused("refused by the mail server with " + code));
    }

    @ParameterizedTest
    @CsvSource({"GREETING, 421", "MAIL, 451", "RCPT, 450", "DATA, 421", "., 452"})
    void aPassingNoIsADelay(String command, int code) throws IOException {
        assertThat(send(command, code + " not now")).isInstanceOf(Delivery.Delayed.class);
    }

    @ParameterizedTest
    @CsvSource({"GREETING, 554", "AUTH, 535", "MAIL, 530", "RCPT, 530"})
    void aNoToTheSenderIsADelayOfTheMail(String command, int code) throws IOException {
        assertThat(send(command, code + " who are you")).isInstanceOf(Delivery.Delayed.class);
    }

    @Test
    void aFullMailboxMayBeEmptied() throws IOException {
        assertThat(send("RCPT", "552 full")).isInstanceOf(Delivery.Delayed.class);
    }

    @Test
    void aMailServerThatDoesNotSayGoodbyeHasTakenTheMail() throws IOException {
        assertThat(send("QUIT", SILENCE)).isEqualTo(new Delivery.Taken());
    }

    @Test
    void aMailServerThatFallsSilentDelaysTheMail() throws IOException {
        assertThat(send(".", SILENCE)).isInstanceOf(Delivery.Delayed.class);
    }

    @Test
    void whatPeopleAreCalledBeginsNoHeader() throws Exception {
        List<MimeMessage> sent = new ArrayList<>();
        var sender = new JavaMailSenderImpl() {
            @Override
            protected void doSend(MimeMessage[] messages, Object @Nullable [] originals) {
                sent.addAll(List.of(messages));
            }
        };
        String name = "Olivia\r\nBcc: all@example.com\r\n\r\nHello";

        var delivery = new Postbox(sender, SETTINGS).send(mail(name, name + " wants you\u2028X: y"))
                .block(Duration.ofSeconds(30));

        assertThat(delivery).isEqualTo(new Delivery.Taken());
        assertThat(sent).singleElement().satisfies(message -> {
            assertThat(message.getHeader("Bcc")).isNull();
            assertThat(message.getAllRecipients()).hasSize(1);
            assertThat(message.getSubject()).isEqualTo("Olivia Bcc: all@example.com Hello wants you X: y");
        });
    }

    private static Delivery send(String command, String reply) throws IOException {
        try (var server = new StubbornMailServer(command, reply)) {
            var postbox = new Postbox(sender(server.port()), SETTINGS);
            return Objects.requireNonNull(postbox.send(mail()).block(Duration.ofSeconds(30)));
        }
    }

    private static JavaMailSenderImpl sender(int port) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("localhost");
        sender.setPort(port);
        sender.setUsername("dcarbon");
        sender.setPassword("secret");
        sender.getJavaMailProperties().setProperty("mail.smtp.auth", "true");
        // Milliseconds; only silence is waited for.
        sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "1000");
        return sender;
    }

    private static Mail mail() {
        return mail("Olivia Owner", "Subject");
    }

    private static Mail mail(String recipient, String subject) {
        return new Mail(UUID.randomUUID(), "owner@example.com", recipient, null, null, false,
                new Letter(subject, "text", "<p>"),
                "<1@dcarbon.example>", 1, NOW, NOW);
    }
}
