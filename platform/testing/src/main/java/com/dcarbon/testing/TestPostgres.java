// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.testcontainers.postgresql.PostgreSQLContainer;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * The Postgres server of this JVM, started by the first test that asks. Each {@link #freshDatabase()} belongs to a role
 * of its own without special rights, as in production, so that a migration that would need more fails here.
 */
public final class TestPostgres {
    /** Names a running server: {@code postgresql://superuser:password@host:port}. */
    static final String VARIABLE = "DCARBON_TEST_POSTGRES_URL";

    private static final String IMAGE = "postgres:18-alpine";
    private static @Nullable Server server;

    private TestPostgres() {}

    /** An empty database, owned by a role that owns nothing else; a second role may connect to it and nothing more. */
    public static Database freshDatabase() {
        Server running = server();
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = running.connect(); var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, name));
            statement.execute("CREATE DATABASE %s OWNER %s".formatted(name, name));
            String guest = guestOf(name);
            statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(guest, guest));
            // Who owns the database may end the guest's connections, see DatabaseTrouble.
            statement.execute("GRANT %s TO %s".formatted(guest, name));
        } catch (SQLException e) {
            throw new IllegalStateException("no database for this test", e);
        }
        return new Database(running.host(), running.port(), name, name, name);
    }

    private static String guestOf(String name) {
        return name + "_guest";
    }

    /** A connection to that database as the server's superuser, whom no right stops; to be closed by the caller. */
    public static Connection connectAsSuperuser(Database database) throws SQLException {
        Server running = server();
        return DriverManager.getConnection(database.jdbcUrl(), running.username(), running.password());
    }

    private static synchronized Server server() {
        Server running = server;
        if (running == null) {
            QuietNeighbours.hush();
            running = switch (Engines.ofThisMachine().choose("Postgres", VARIABLE)) {
                case GIVEN -> given(Engines.ofThisMachine().given(VARIABLE));
                case CONTAINER -> container();
                case EMBEDDED -> embedded();
            };
            server = running;
        }
        return running;
    }

    static Server given(String url) {
        URI uri = URI.create(url);
        String[] credentials = String.valueOf(uri.getUserInfo()).split(":", 2);
        if (credentials.length != 2 || uri.getHost() == null) {
            throw new IllegalArgumentException(VARIABLE + " must look like postgresql://user:password@host:port");
        }
        return new Server(uri.getHost(), uri.getPort() < 0 ? 5432 : uri.getPort(), credentials[0], credentials[1]);
    }

    /** Testcontainers ends it with the JVM. */
    private static Server container() {
        @SuppressWarnings("resource")
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE).withCommand("postgres", "-c", "fsync=off", "-c",
                "max_connections=300");
        container.start();
        return new Server(container.getHost(), container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getUsername(), container.getPassword());
    }

    private static Server embedded() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
            Closing.atTheEnd(postgres);
            return new Server("localhost", postgres.getPort(), "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("embedded Postgres did not start", e);
        }
    }

    record Server(String host, int port, String username, String password) {
        Connection connect() throws SQLException {
            return DriverManager.getConnection("jdbc:postgresql://%s:%d/postgres".formatted(host, port), username,
                    password);
        }
    }

    /** Where a test's database is and who owns it. */
    public record Database(String host, int port, String name, String username, String password) {
        public String jdbcUrl() {
            return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
        }

        /** The same database for the role that owns nothing of it. */
        public Database asGuest() {
            String guest = guestOf(name);
            return new Database(host, port, name, guest, guest);
        }

        /** A connection as the owner, to be closed by the caller. */
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(jdbcUrl(), username, password);
        }
    }
}
