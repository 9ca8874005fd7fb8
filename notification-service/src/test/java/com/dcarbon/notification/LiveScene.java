// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification;

import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

import com.dcarbon.events.facility.Person;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestPostgres;
import com.dcarbon.testing.TestToken;

/** People who watch what changes. */
abstract class LiveScene extends Scene {
    private final List<Watch> open = new ArrayList<>();

    LiveScene(KafkaProbe kafka, TestIdentityProvider identityProvider, TestPostgres.Database database, int port) {
        super(kafka, identityProvider, database, port);
    }

    @AfterEach
    void closeAll() {
        open.forEach(Watch::close);
    }

    /** Without the notifications that the service writes of its own accord. */
    Watch watch(Person person) {
        return watch(token(person), "?kind=facility,authorization", null);
    }

    Watch watch(TestToken token, String query, @Nullable String lastEventId) {
        return watch(port(), token, query, lastEventId);
    }

    Watch watch(int atPort, TestToken token, String query, @Nullable String lastEventId) {
        Watch watch = Watch.of(atPort, token, query, lastEventId);
        open.add(watch);
        return watch;
    }

    /** A change for that person alone, as another replica would write it whose signal nobody hears. */
    void say(Person person, String text) {
        change(saying(person, text));
    }

    static String saying(Person person, String text) {
        return """
                insert into changes (kind, type, subject, user_id, data)
                values ('facility', 'said', '%s', '%s', '{"type":"said","title":"%s"}')""".formatted(Ids.next(),
                person.userId(), text);
    }

    /** Waits until all that was written has its place in the stream. */
    void awaitPlaced() {
        await().atMost(PATIENCE).until(() -> "0".equals(query("select count(*) from changes where place is null")));
    }
}
