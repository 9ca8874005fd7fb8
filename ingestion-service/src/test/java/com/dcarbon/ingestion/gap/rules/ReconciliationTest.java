// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.dcarbon.ingestion.gap.rules.Reconciliation.Added;
import com.dcarbon.ingestion.gap.rules.Reconciliation.Known;
import com.dcarbon.platform.ids.Ids;

class ReconciliationTest {
    private static final long LONGEST = 1_000;

    private final UUID id = Ids.next();

    private Reconciliation reconcile(List<Hole> holes, Known... known) {
        return Reconciliation.of(List.of(known), holes, LONGEST);
    }

    @Test
    void whatIsKnownStays() {
        assertThat(reconcile(List.of(new Hole(10, 20)), new Known(id, new Hole(10, 20)))).matches(
                Reconciliation::isEmpty);
    }

    @Test
    void whatHasArrivedIsClosed() {
        assertThat(reconcile(List.of(), new Known(id, new Hole(10, 20))))
                .isEqualTo(new Reconciliation(List.of(id), List.of()));
    }

    @Test
    void whatArrivedInTheMiddleLeavesTwoPartsThatRememberTheWhole() {
        assertThat(reconcile(List.of(new Hole(10, 12), new Hole(15, 20)), new Known(id, new Hole(10, 20))))
                .isEqualTo(new Reconciliation(List.of(id),
                        List.of(new Added(new Hole(10, 12), id), new Added(new Hole(15, 20), id))));
    }

    @Test
    void onlyWhatWasMissingCountsAsArrived() {
        var known = new Known(id, new Hole(10, 20));

        assertThat(reconcile(List.of(new Hole(10, 12), new Hole(15, 20), new Hole(90, 95)), known)
                .arrived(List.of(known))).isEqualTo(3);
        assertThat(reconcile(List.of(), known).arrived(List.of(known))).isEqualTo(10);
        assertThat(reconcile(List.of(new Hole(5, 30)), known).arrived(List.of(known))).isZero();
    }

    @Test
    void aHoleThatHasGrownKeepsItsKnownPart() {
        assertThat(reconcile(List.of(new Hole(5, 30)), new Known(id, new Hole(10, 20))))
                .isEqualTo(new Reconciliation(List.of(),
                        List.of(new Added(new Hole(5, 10), null), new Added(new Hole(20, 30), null))));
    }

    @Test
    void aLongHoleBecomesEntriesThatCanBeAskedForAtOnce() {
        assertThat(reconcile(List.of(new Hole(0, 2_500))).added()).extracting(Added::hole)
                .containsExactly(new Hole(0, 1_000), new Hole(1_000, 2_000), new Hole(2_000, 2_500));
    }

    @Test
    @Timeout(10)
    void costsAsMuchAsThereAreHolesAndEntriesAndNotTheirProduct() {
        int many = 200_000;
        List<Hole> holes = IntStream.range(0, many).mapToObj(i -> new Hole(i * 10L, i * 10L + 4)).toList();
        List<Known> known = IntStream.range(0, many).mapToObj(i -> new Known(id, new Hole(i * 10L + 2, i * 10L + 6)))
                .toList();

        Reconciliation found = Reconciliation.of(known, holes, LONGEST);

        assertThat(found.closed()).hasSize(many);
        assertThat(found.added()).hasSize(2 * many)
                .contains(new Added(new Hole(2, 4), id), new Added(new Hole(0, 2), null));
    }

    @Test
    void neighbouringEntriesOfOneHoleStay() {
        assertThat(reconcile(List.of(new Hole(0, 1_500)), new Known(id, new Hole(0, 1_000)),
                new Known(Ids.next(), new Hole(1_000, 1_500)))).matches(Reconciliation::isEmpty);
    }
}
