// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

import com.dcarbon.platform.problem.ProblemException;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The streams that are open at this process. */
@Component
class OpenStreams {
    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
    private final StreamSettings settings;

    OpenStreams(StreamSettings settings, MeterRegistry metrics) {
        this.settings = settings;
        Gauge.builder("dcarbon.stream.open", open, Set::size).register(metrics);
    }

    /** @throws ProblemException {@code too_many_streams} if the person has as many already as they may */
    synchronized LiveStream add(LiveStream stream) {
        long others = open.stream().filter(other -> other.viewer().userId().equals(stream.viewer().userId())).count();
        if (others >= settings.perUser()) {
            throw new ProblemException(StreamProblem.TOO_MANY_STREAMS,
                    "There may be " + settings.perUser() + " at once.").retryAfter(settings.heartbeat());
        }
        open.add(stream);
        return stream;
    }

    void remove(LiveStream stream) {
        open.remove(stream);
    }

    /** Lets those look for changes whom one may concern. */
    void wake(String concerned) {
        open.stream().filter(stream -> stream.viewer().isConcernedBy(concerned)).forEach(LiveStream::wake);
    }

    void wakeAll() {
        open.forEach(LiveStream::wake);
    }
}
