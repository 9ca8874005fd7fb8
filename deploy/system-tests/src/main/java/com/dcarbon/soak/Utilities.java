// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import com.dcarbon.local.LocalStack;
import com.dcarbon.local.Port;
import com.dcarbon.local.story.Api;

import tools.jackson.databind.JsonNode;

/** The simulated utilities: those that authorize by themselves, and one behind UtilityAPI. */
final class Utilities implements AutoCloseable {
    static final List<String> GREEN_BUTTON = List.of("pge", "sce", "sdge");
    static final String BEHIND_UTILITY_API = "ladwp";
    static final List<String> ALL = List.of("pge", "sce", "sdge", BEHIND_UTILITY_API);

    private final Api control;

    Utilities(LocalStack stack) {
        this.control = new Api(stack.url(Port.SIMULATOR), null);
    }

    /** By which of the platform's paths customers of that utility authorize. */
    static String flow(String utility) {
        return utility.equals(BEHIND_UTILITY_API) ? "/utility-api" : "/green-button";
    }

    /** What the calls for data are named in a fault. */
    static String dataCalls(String utility) {
        return utility.equals(BEHIND_UTILITY_API) ? "api" : "data";
    }

    /** Begins to fail in that way. */
    Failing fail(String utility, Map<String, Object> fault) {
        JsonNode on = control.post(faults(utility), fault).expect(201).json();
        return new Failing(utility, on.path("id").asString());
    }

    /**
     * A fault that is switched on.
     *
     * @param id at that utility's control
     */
    record Failing(String utility, String id) {}

    /** How often it has befallen somebody; empty once it is over by itself, having befallen as many as it should. */
    OptionalInt applied(Failing failing) {
        return control.get(faults(failing.utility())).expect(200).json().path("faults").valueStream()
                .filter(fault -> fault.path("id").asString().equals(failing.id()))
                .mapToInt(fault -> fault.path("applied").asInt())
                .findFirst();
    }

    /** One that was for some calls only may be over by itself. */
    void recover(Failing failing) {
        control.delete(faults(failing.utility()) + "/" + failing.id());
    }

    /** Every one of them answers late. */
    List<Failing> slow(String delay) {
        List<Failing> slow = new ArrayList<>();
        ALL.forEach(utility -> slow.add(fail(utility,
                Map.of("fault", "slow", "calls", dataCalls(utility), "delay", delay))));
        return slow;
    }

    private static String faults(String utility) {
        return "/" + site(utility) + "/control/faults";
    }

    private static String site(String utility) {
        return utility.equals(BEHIND_UTILITY_API) ? "utilityapi" : utility;
    }

    @Override
    public void close() {
        control.close();
    }
}
