// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.dcarbon.audit.chain.LogDatabase;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Entries from before there was a chain: what they say of persons is parted from them as from new ones. */
class FormerEntriesIT {
    private static final List<String> DETAILS = List.of("""
            {"filters":{"q":"jane@x.com","event_type":null,"sort":"-timestamp"},"items":3,"next":null}""", """
            {"email":"new@example.com","attempt":1,"former_email":null}""", """
            {"name":{"first":"Zoë","address":{"city":"Davis","home_address":"1 Main St"}},"q":"bob","phone":{}}""",
            """
                    {"work":{"deep":{"deeper":{"contact_phone":["+1 555","+1 556"],"renamed":"x","e-mail":"no field of ours"}}}}""",
            """
                    {"meters": 2,  "parts":[{"note":"kept as it was written"}]}""", "{}");
    /** No jsonb of PostgreSQL's: a zero, half a character. */
    private static final List<String> NOT_PARTED = List.of("{\"filters\":{\"q\":\"jane\\u0000\",\"sort\":null}}",
            "{\"note\":\"\\ud83d\",\"none\":null,\"email\":\"jane@x.com\"}");
    private static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {
    };
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final LogDatabase LOG = new LogDatabase();

    @BeforeAll
    static void migrates() throws SQLException {
        LOG.flyway(LOG.service().username()).target("1").load().migrate();
        try (var connection = LOG.owner().connect();
                var insert = connection.prepareStatement("""
                        insert into audit_entries (id, event_type, occurred_at, user_id, details)
                        values (gen_random_uuid(), ?, now(), 'owner', ?)""")) {
            for (List<String> all : List.of(DETAILS, NOT_PARTED)) {
                for (String details : all) {
                    insert.setString(1, type(details));
                    insert.setString(2, details);
                    insert.execute();
                }
            }
        }
        LOG.migrated();
    }

    private static String type(String details) {
        return "type_" + Integer.toHexString(details.hashCode());
    }

    static List<String> details() {
        return DETAILS;
    }

    static List<String> notParted() {
        return NOT_PARTED;
    }

    @ParameterizedTest
    @MethodSource("details")
    void arePartedAsNewOnesAre(String details) throws SQLException {
        assertThat(migrated(details)).isEqualTo(PersonalDetails.of(read(details)));
        assertThat(migrated(details).whole()).isEqualTo(read(details));
    }

    @ParameterizedTest
    @MethodSource("notParted")
    void standAsideAsAWholeWhereTheyCannotBeParted(String details) throws SQLException {
        assertThat(migrated(details).facts()).isEmpty();
        assertThat(migrated(details).whole()).isEqualTo(read(details));
    }

    @Test
    void leaveNothingOfAPersonInTheChain() throws SQLException {
        assertThat(LOG.texts("select details from audit_entries")).hasSize(DETAILS.size() + NOT_PARTED.size())
                .noneMatch(text -> text.matches(".*(jane|new@|Main St|bob|555).*"));
        assertThat(LOG.texts("select proname from pg_proc where proname = 'former_details'")).isEmpty();
    }

    private static PersonalDetails migrated(String details) throws SQLException {
        String of = " where e.event_type = '%s'".formatted(type(details));
        List<String> personal = LOG
                .texts("select p.details from audit_personal p join audit_entries e on e.id = p.entry_id" + of);
        return new PersonalDetails(read(LOG.texts("select e.details from audit_entries e" + of).getFirst()),
                personal.isEmpty() ? Map.of() : read(personal.getFirst()));
    }

    private static Map<String, @Nullable Object> read(String details) {
        return JSON.readValue(details, MAP);
    }
}
