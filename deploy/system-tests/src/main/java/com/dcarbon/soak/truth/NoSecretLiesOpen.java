// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.dcarbon.local.service.Service;

/** Codes, states and tokens stand in no log, in no database and in no event, of whichever service. */
final class NoSecretLiesOpen implements Check {
    private static final String TABLES = """
            select table_name from information_schema.tables
            where table_schema = 'public' and table_type = 'BASE TABLE'""";

    @Override
    public String statement() {
        return "no code, state or token of a utility stands in a log, in a database or in an event";
    }

    @Override
    public Finding find(Evidence evidence) {
        SecretsInUse secrets = evidence.secrets();
        List<String> open = new ArrayList<>();
        evidence.logs().forEach((name, log) -> found(secrets, "the log of " + name, log).ifPresent(open::add));
        Stream.concat(evidence.messages().stream(), evidence.deadLetters().stream())
                .flatMap(message -> found(secrets, message.place(), message.data().toString()).stream())
                .forEach(open::add);
        Databases.services().forEach(service -> open.addAll(inDatabase(secrets, evidence.databases(), service)));
        return new Finding(secrets.count(), open);
    }

    private static List<String> inDatabase(SecretsInUse secrets, Databases databases, Service service) {
        return databases.query(service, TABLES).stream()
                .map(row -> row.text("table_name"))
                .flatMap(table -> databases.query(service, "select t::text as line from %s t".formatted(table)).stream()
                        .flatMap(row -> found(secrets, service.processName() + "'s table " + table, row.text("line"))
                                .stream()))
                .toList();
    }

    private static Optional<String> found(SecretsInUse secrets, String where, String text) {
        List<String> open = secrets.in(text);
        return open.isEmpty() ? Optional.empty() : Optional.of(where + ": sha256:" + open);
    }
}
