// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.dcarbon.simulator.fault.Call;
import com.dcarbon.simulator.fault.CallKind;
import com.dcarbon.simulator.fault.Effect;
import com.dcarbon.simulator.fault.Faults;

/** Which faults befall what UtilityAPI does by itself. */
final class Luck {
    private final Faults faults;

    Luck(Faults faults) {
        this.faults = faults;
    }

    Optional<Effect.Worked> of(CallKind work, Authorization authorization) {
        return befalling(work, authorization).map(Effect.Worked.class::cast);
    }

    /** A webhook about nobody is one about null. */
    Optional<Effect.Way> ofWebhook(@Nullable Authorization authorization) {
        return befalling(CallKind.WEBHOOK, authorization).map(effect -> ((Effect.Sent) effect).way());
    }

    private Optional<Effect> befalling(CallKind kind, @Nullable Authorization authorization) {
        Call call = new Call(kind, authorization == null ? null : authorization.username,
                authorization == null ? null : authorization.uid, new Call.Presented(null, null, null));
        return faults.befalling(call, _ -> true).map(on -> on.fault().effect());
    }
}
