// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import com.dcarbon.bench.BenchStack;
import com.dcarbon.bench.IngestionProcess;
import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthorizationCreated;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;
import com.dcarbon.events.facility.RegistrationStatus;
import com.dcarbon.testing.KafkaProbe;

/** Imports at the service's own front door: the event that an authorization was created, and the row of the job. */
final class Imports {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final BenchStack stack;

    Imports(BenchStack stack) throws Exception {
        this.stack = stack;
        stack.ingestion();
    }

    /** One customer. */
    record Customer(UUID facility, UUID authorization) {
        static Customer fresh() {
            return new Customer(UUID.randomUUID(), UUID.randomUUID());
        }
    }

    /**
     * An import that is done.
     *
     * @param seconds from the event's arrival to the last commit
     */
    record Done(UUID job, long readings, double seconds) {}

    /** Imports the file for that customer and waits for the end. */
    Done run(Customer customer, int attempt, Path feed) throws Exception {
        order(customer, attempt, feed);
        return await(customer, attempt);
    }

    /** Orders the import and returns at once. */
    void order(Customer customer, int attempt, Path feed) {
        stack.utility().serve(customer.authorization().toString(), feed);
        var owner = new Person("owner", "Owner", "owner@example.com");
        publish(Topic.FACILITIES, EventKind.FACILITY_UPDATED, customer, attempt, new FacilitySnapshot(
                customer.facility(), "Roof", OwnerRole.OWNER_OPERATOR, RegistrationStatus.COMPLETE, owner, null,
                "bench",
                false));
        publish(Topic.AUTHORIZATIONS, EventKind.AUTHORIZATION_CREATED, customer, attempt,
                new AuthorizationCreated(customer.facility(), customer.authorization(), AuthMethod.GREEN_BUTTON,
                        "bench",
                        Instant.now(), attempt, attempt > 1));
    }

    private static <D extends com.dcarbon.events.EventData> void publish(Topic topic, EventKind kind, Customer customer,
            int sequence, D data) {
        KafkaProbe.shared()
                .publish(topic, new Event<>(UUID.randomUUID(), kind.typeName(), "/bench", Instant.now(),
                        customer.facility().toString(), sequence, data));
    }

    /** Waits for the end of the import. */
    Done await(Customer customer, int attempt) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        try (Connection connection = connect();
                var query = connection.prepareStatement("""
                        select id, state, error_code, readings_stored,
                               extract(epoch from finished_at - created_at) as seconds
                          from import_jobs where authorization_id = ? and attempt_key = ?""")) {
            query.setObject(1, customer.authorization());
            query.setString(2, "authorized-" + attempt);
            while (System.nanoTime() < end) {
                try (ResultSet row = query.executeQuery()) {
                    if (row.next() && row.getString("error_code") != null) {
                        throw new IOException("the import failed: " + row.getString("error_code"));
                    }
                    if (!row.isAfterLast() && row.getRow() > 0 && row.getString("state").equals("done")) {
                        return new Done(row.getObject("id", UUID.class), row.getLong("readings_stored"),
                                row.getDouble("seconds"));
                    }
                }
                Thread.sleep(20);
            }
        }
        throw new IOException("the import took longer than " + LONGEST);
    }

    /** A number from the service's database. */
    long number(String sql) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Connection connect() throws SQLException {
        try {
            return stack.postgres().connect(IngestionProcess.DATABASE);
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }
}
