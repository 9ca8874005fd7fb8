// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.dcarbon.local.LocalStack;
import com.dcarbon.local.Pause;
import com.dcarbon.local.Port;
import com.dcarbon.local.story.Api;
import com.dcarbon.soak.Plan.Step;

/** Switches faults of the utilities on, and off again when their time is over; closing waits for the last one. */
final class Troubles implements AutoCloseable {
    private final LocalStack stack;
    private final ExecutorService endings = Executors.newVirtualThreadPerTaskExecutor();

    Troubles(LocalStack stack) {
        this.stack = stack;
    }

    /** Returns at once. */
    void begin(Step.Trouble trouble) {
        String faults = "/" + trouble.utility() + "/control/faults";
        try (Api simulator = simulator()) {
            String fault = faults + "/"
                    + simulator.post(faults, trouble.fault()).expect(201).json().path("id").asString();
            endings.execute(() -> end(trouble, fault));
        }
    }

    private void end(Step.Trouble trouble, String fault) {
        Pause.of(trouble.lasting());
        try (Api simulator = simulator()) {
            // One that was for some requests only may be over by itself.
            simulator.delete(fault);
        }
    }

    private Api simulator() {
        return new Api(stack.url(Port.SIMULATOR), null);
    }

    @Override
    public void close() {
        endings.close();
    }
}
