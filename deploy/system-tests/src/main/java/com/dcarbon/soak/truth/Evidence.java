// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.dcarbon.local.LocalStack;
import com.dcarbon.local.Port;
import com.dcarbon.local.story.Inbox;

/**
 * All there is to compare, taken while nothing moves.
 *
 * @param messages everything on the topics, repetitions included
 * @param deadLetters everything that could not be processed
 * @param mails everything that the mail catcher has
 * @param customers everybody who authorized
 * @param logs everything that each process has logged, by the log's name
 * @param secrets what must not be found anywhere
 * @param renamings the names that the platform acknowledged for one facility, which was renamed all the time
 * @param stack that is still running, for what can be asked
 */
record Evidence(Databases databases, List<Message> messages, List<Message> deadLetters, List<Inbox.Mail> mails,
        List<Customer> customers, Map<String, String> logs, SecretsInUse secrets, List<String> renamings,
        LocalStack stack) {
    private static final List<String> UTILITIES = List.of("pge", "sce", "sdge", "utilityapi");

    static Evidence take(LocalStack stack, List<Customer> customers, List<String> renamings) {
        KafkaLog log = new KafkaLog(stack.bootstrapServers());
        return new Evidence(new Databases(stack), log.events().stream().map(Message::of).toList(),
                log.deadLetters().stream().map(Message::of).toList(), new Inbox(stack.url(Port.INBOX)).mails(),
                customers, logs(stack), SecretsInUse.at(stack.url(Port.SIMULATOR), UTILITIES), renamings,
                stack);
    }

    private static Map<String, String> logs(LocalStack stack) {
        Map<String, String> logs = new TreeMap<>();
        try (Stream<Path> files = Files.list(stack.log("gateway").getParent())) {
            for (Path file : files.toList()) {
                logs.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return logs;
    }

    /** Each event of that type once, by its id. */
    List<Message> distinct(String topic, String type) {
        return distinct(topic).filter(message -> message.type().equals(type)).toList();
    }

    /** Each event of that topic once, by its id, at the place where it first came. */
    Stream<Message> distinct(String topic) {
        Map<String, Message> first = new LinkedHashMap<>();
        messages.stream()
                .filter(message -> message.topic().equals(topic))
                .forEach(message -> first.putIfAbsent(message.id(), message));
        return first.values().stream();
    }
}
