// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.testing.TestPostgres;

/** What the pages say of personal data holds for the tables as the migrations make them. */
class PersonalDataIT {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern VERSION = Pattern.compile("V([0-9_]+)__.*\\.sql");
    private static final Pattern BLOCK = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);
    private static final String PERSONAL = """
            select table_name || '.' || column_name from information_schema.columns
            where table_schema = 'public' and data_type = 'text' and is_generated = 'NEVER'
              and column_name ~ '(^|_)(name|email|address|recipient|phone|line1|line2|city|postal_code)$'
              and column_name not in ('provider_name')
            order by 1""";

    @ParameterizedTest
    @ValueSource(strings = {"facility-service", "authorization-service", "ingestion-service", "notification-service",
            "audit-service"})
    void everyPlaceIsNamedAndCanBeErasedAsTheRunbookSays(String service) throws IOException, SQLException {
        try (Connection connection = migrated(service); var statement = connection.createStatement()) {
            List<String> places = texts(connection, PERSONAL);
            String page = Files.readString(ROOT.resolve("docs/security.md"), UTF_8);
            assertThat(places).isNotEmpty()
                    .allSatisfy(place -> assertThat(page).contains("`" + place + "`"));

            statement.execute(erasure(service));
        }
    }

    private static String erasure(String service) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/runbooks/erasing-a-person.md"), UTF_8);
        Matcher block = BLOCK.matcher(page.substring(page.indexOf("## " + service)));
        assertThat(block.find()).isTrue();
        return block.group(1).replace(":'person'", "'a-person'").replace(":'mail'", "'a.person@example.com'");
    }

    private static Connection migrated(String service) throws IOException, SQLException {
        Connection connection = TestPostgres.connectAsSuperuser(TestPostgres.freshDatabase());
        try (var statement = connection.createStatement()) {
            for (Path migration : migrations(service)) {
                statement.execute(Files.readString(migration, UTF_8));
            }
        }
        return connection;
    }

    private static List<Path> migrations(String service) throws IOException {
        List<Path> migrations = new ArrayList<>();
        for (String folder : List.of("platform/service/src/main/resources/db/platform",
                service + "/src/main/resources/db/migration")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                files.filter(file -> VERSION.matcher(file.getFileName().toString()).matches())
                        .sorted(Comparator.comparing(PersonalDataIT::version))
                        .forEach(migrations::add);
            }
        }
        return migrations;
    }

    /** V0_7 as 7, V12 as 12. */
    private static int version(Path file) {
        Matcher name = VERSION.matcher(file.getFileName().toString());
        assertThat(name.matches()).isTrue();
        String[] parts = name.group(1).split("_", -1);
        return Integer.parseInt(parts[parts.length - 1]);
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
