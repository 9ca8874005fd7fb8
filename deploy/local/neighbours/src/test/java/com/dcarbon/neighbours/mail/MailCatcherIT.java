// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;

import jakarta.mail.Message;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.dcarbon.neighbours.pages.PageServer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Mail in by SMTP, out by HTTP. */
class MailCatcherIT {
    private static final Instant NOW = Instant.parse("2026-11-20T08:15:00Z");

    private final CaughtMails mails = new CaughtMails(Clock.fixed(NOW, ZoneOffset.UTC), 3);
    private final MailCatcher catcher = new MailCatcher("127.0.0.1", 0, "dead", mails);
    private final PageServer inbox = new PageServer(new InetSocketAddress("127.0.0.1", 0), new InboxPages(mails));

    @BeforeEach
    void start() {
        catcher.start();
        inbox.start();
    }

    @AfterEach
    void stop() {
        inbox.stop();
        catcher.stop();
    }

    @Test
    void showsAMailWithBothItsParts() throws Exception {
        send("Grüße", "owner@example.com", "plain words", "<p>rich <script>alert(1)</script></p>");
        JsonNode mail = messages().get(0);
        assertThat(mail.path("subject").asString()).isEqualTo("Grüße");
        assertThat(mail.path("recipient").asString()).isEqualTo("owner@example.com");
        assertThat(mail.path("text").asString()).isEqualTo("plain words");
        assertThat(mail.path("html").asString()).contains("rich");
        assertThat(mail.path("headers").path("From").asString()).isEqualTo("no-reply@dcarbon.example");
        assertThat(mail.path("received_at").asString()).isEqualTo("2026-11-20T08:15:00Z");
        String page = get("/messages/" + mail.path("id").asLong()).body();
        assertThat(page)
                .contains("plain words", "sandbox=\"allow-popups allow-popups-to-escape-sandbox\"", "Message-ID")
                .doesNotContain("<script>");
        HttpResponse<String> html = get("/messages/" + mail.path("id").asLong() + "/html");
        assertThat(html.body()).contains("rich");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'")
                .doesNotContain("allow-scripts", "allow-same-origin");
    }

    @Test
    void escapesSubjectsInItsList() throws Exception {
        send("<img src=x onerror=alert(1)>", "owner@example.com", "text", "html");
        assertThat(get("/").body()).contains("&lt;img src=x").doesNotContain("<img");
    }

    @Test
    void catchesAMailForEachRecipientAndForgetsTheOldest() throws Exception {
        send("first", "a@example.com, b@example.com", "text", "html");
        send("second", "a@example.com, b@example.com", "text", "html");
        assertThat(messages()).hasSize(3);
        assertThat(messages().get(0).path("subject").asString()).isEqualTo("second");
    }

    @Test
    void deletesAllButNotWhenAnotherSiteAsks() throws Exception {
        send("stays", "owner@example.com", "text", "html");
        assertThat(delete("cross-site").statusCode()).isEqualTo(403);
        assertThat(messages()).hasSize(1);
        assertThat(delete("same-origin").statusCode()).isEqualTo(204);
        assertThat(messages()).isEmpty();
    }

    @Test
    void showsTheMailsToOneAddress() throws Exception {
        send("to both", "a@example.com, b@example.com", "text", "html");
        send("to one", "a@example.com", "text", "html");
        assertThat(messages("?to=B%40example.com")).singleElement()
                .satisfies(mail -> assertThat(mail.path("subject").asString()).isEqualTo("to both"));
        assertThat(get("/?to=b%40example.com").body()).contains("to both").doesNotContain("to one");
    }

    @Test
    void refusesWhoDoesNotExist() throws Exception {
        assertThatThrownBy(() -> send("lost", "dead.letter@example.com", "text", "html"))
                .isInstanceOf(SendFailedException.class)
                .hasStackTraceContaining("550");
        send("found", "undead@example.com", "text", "html");
        assertThat(messages()).singleElement()
                .satisfies(mail -> assertThat(mail.path("recipient").asString()).isEqualTo("undead@example.com"));
    }

    @Test
    void knowsNoOtherPages() throws Exception {
        assertThat(get("/messages/999").statusCode()).isEqualTo(404);
        assertThat(get("/messages/1/../../etc/passwd").statusCode()).isEqualTo(404);
    }

    private JsonNode messages() throws IOException, InterruptedException {
        return messages("");
    }

    private JsonNode messages(String query) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(get("/api/messages" + query).body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> delete(String site) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request("/api/messages").header("Sec-Fetch-Site", site).DELETE().build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + inbox.port() + path));
    }

    private void send(String subject, String to, String text, String html) throws Exception {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", Integer.toString(catcher.port()));
        MimeMessage message = new MimeMessage(Session.getInstance(settings));
        message.setFrom("no-reply@dcarbon.example");
        message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to));
        message.setSubject(subject, "UTF-8");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", plain, rich));
        Transport.send(message);
    }
}
