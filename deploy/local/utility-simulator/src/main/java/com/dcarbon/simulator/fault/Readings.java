// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.fault;

import java.time.Duration;

import com.dcarbon.simulator.fault.Effect.Accepted;
import com.dcarbon.simulator.fault.Effect.Answered;
import com.dcarbon.simulator.fault.Effect.Notice;
import com.dcarbon.simulator.fault.Effect.Refused;

/** The effects whose arguments take more than a line to read. */
final class Readings {
    private Readings() {}

    static Effect unavailable(int status, Arguments arguments) {
        return new Answered(status, arguments.retryAfter("retry_after", "retry_after_as"), null, "");
    }

    static Effect oauthError(Arguments arguments) {
        String error = arguments.oneOf("error", Nonsense.OAUTH_ERRORS);
        long usual = switch (error) {
            case "invalid_client" -> 401;
            case "server_error" -> 500;
            case "temporarily_unavailable" -> 503;
            default -> 400;
        };
        return new Refused(error, arguments.number("status", 400, 599).orElse(usual).intValue());
    }

    static Effect accepted(Arguments arguments) {
        boolean first = arguments.flag("notify_first", false);
        Duration usual = first ? Duration.ZERO : Duration.ofSeconds(2);
        return new Accepted(arguments.duration("retry_after").orElse(null),
                new Notice(arguments.duration("ready_after", usual), arguments.flag("notify", true), first));
    }
}
