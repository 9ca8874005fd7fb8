// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import java.util.List;

/** What a person wants to know once everything runs. */
final class Welcome {
    private Welcome() {}

    static List<String> lines(LocalStack stack) {
        Ports ports = stack.settings().ports();
        return """

                The API                  %s
                Swagger UI               %s/swagger-ui.html
                Identity provider        %s
                Utility simulator        %s
                Inbox                    %s
                Application's stand-in   %s
                Kafka                    %s
                PostgreSQL               localhost:%d   (role and database facility: password local-facility, …)
                Logs                     %s

                User       Password   Who
                owner      owner      Olivia Owner, commercial
                operator   operator   Omar Operator, commercial
                home       home       Hanna Home, residential
                admin      admin      Ada Admin, administrator
                stranger   stranger   Stan Stranger, commercial

                A token:   deploy/local/token owner
                The end:   deploy/local/down
                """.formatted(ports.http(Port.GATEWAY), ports.http(Port.GATEWAY), ports.http(Port.IDENTITY),
                ports.http(Port.SIMULATOR), ports.http(Port.INBOX), ports.http(Port.APPLICATION),
                stack.bootstrapServers(), ports.of(Port.POSTGRES), stack.log("").getParent()).lines().toList();
    }
}
