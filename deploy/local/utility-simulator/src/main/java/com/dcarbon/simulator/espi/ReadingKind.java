// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.espi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.dcarbon.simulator.customer.Flow;
import com.dcarbon.simulator.customer.Series;
import com.dcarbon.simulator.customer.Service;

/**
 * What the readings of a series are: the custodian's ReadingTypes. Ids are PG&amp;E's, Base64 of
 * {@code uom:null:intervalLength:flow} with the padding, so that readers meet ids that are no numbers.
 *
 * @param service electricity or gas
 * @param flow the direction
 * @param intervalLength seconds of a reading
 * @param powerOfTen the exponent of wire values
 */
public record ReadingKind(Service service, Flow flow, long intervalLength, int powerOfTen) {
    static ReadingKind of(Series series) {
        return new ReadingKind(series.service(), series.flow(), series.intervalLength(), series.powerOfTen());
    }

    /** All that a custodian with that resolution of electricity has. */
    public static List<ReadingKind> all(int powerOfTen) {
        Stream<ReadingKind> electricity = Arrays.stream(Flow.values())
                .map(flow -> new ReadingKind(Service.ELECTRICITY, flow, 900, powerOfTen));
        Stream<ReadingKind> gas = Stream.of(new ReadingKind(Service.GAS, Flow.FORWARD, 86_400, -8));
        return Stream.concat(electricity, gas).toList();
    }

    /** That of {@link #all} with the id. */
    public static Optional<ReadingKind> find(String id, int powerOfTen) {
        return all(powerOfTen).stream().filter(kind -> kind.id().equals(id)).findFirst();
    }

    String id() {
        String parts = service.unit() + ":null:" + intervalLength + ":" + flow.code();
        return Base64.getEncoder().encodeToString(parts.getBytes(StandardCharsets.US_ASCII));
    }

    String path() {
        return "ReadingType/" + id();
    }
}
