// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final UUID METER = new UUID(1, 1);
    private static final YearMonth AUGUST = YearMonth.of(2026, 8);
    private static final BigDecimal MWH = Energy.WH_PER_MWH;

    private Ledger ledger = Ledger.empty();
    private final Map<UUID, Map<YearMonth, BigDecimal>> truth = new HashMap<>();

    private BigDecimal energy(UUID meter, YearMonth month) {
        return truth.getOrDefault(meter, Map.of()).getOrDefault(month, BigDecimal.ZERO);
    }

    private void generated(UUID meter, YearMonth month, String wh) {
        truth.computeIfAbsent(meter, one -> new HashMap<>()).put(month, new BigDecimal(wh));
    }

    private List<LedgerLine> freeze(YearMonth month, Carry carry) {
        List<LedgerLine> lines = ledger.next(month, truth.keySet(), this::energy, carry);
        ledger = ledger.after(month, lines);
        return lines;
    }

    private LedgerLine one(YearMonth month, String wh, Carry carry) {
        generated(METER, month, wh);
        return freeze(month, carry).getFirst();
    }

    @Test
    void carriesTheFractionToTheNextMonth() {
        LedgerLine first = one(AUGUST, "12345678.9", Carry.PLATFORM);
        LedgerLine second = one(AUGUST.plusMonths(1), "654321.1", Carry.PLATFORM);

        assertThat(first.wholeMwh()).isEqualTo(12);
        assertThat(first.carryOut()).isEqualByComparingTo("345678.9");
        assertThat(first.reported()).isEqualByComparingTo("12000000");
        assertThat(second.carryIn()).isEqualByComparingTo("345678.9");
        assertThat(second.wholeMwh()).isEqualTo(1);
        assertThat(second.carryOut()).isEqualByComparingTo("0");
    }

    @Test
    void whereTheRegistryCarriesItIsToldTheExactAmountAndComesToTheSameCertificates() {
        LedgerLine first = one(AUGUST, "12345678.9", Carry.REGISTRY);
        LedgerLine second = one(AUGUST.plusMonths(1), "654321.1", Carry.REGISTRY);

        assertThat(first.reported()).isEqualByComparingTo("12345678.9");
        assertThat(second.reported()).isEqualByComparingTo("654321.1");
        assertThat(second.wholeMwh()).isEqualTo(1);
        assertThat(second.unreportedOut()).isEqualByComparingTo("0");
    }

    @Test
    void whoCarriesAUnitsFractionStaysSoWhateverTheSettingSaysLater() {
        one(AUGUST, "400000", Carry.REGISTRY);
        LedgerLine second = one(AUGUST.plusMonths(1), "700000", Carry.PLATFORM);

        assertThat(second.carriedBy()).isEqualTo(Carry.REGISTRY);
        assertThat(second.reported()).isEqualByComparingTo("700000");
        assertThat(second.wholeMwh()).isEqualTo(1);
    }

    @Test
    void aCorrectionIsToldOnceWithTheNextMonth() {
        one(AUGUST, "5000000", Carry.PLATFORM);
        generated(METER, AUGUST, "5600000");
        LedgerLine second = one(AUGUST.plusMonths(1), "500000", Carry.PLATFORM);
        LedgerLine third = one(AUGUST.plusMonths(2), "0", Carry.PLATFORM);

        assertThat(second.adjustments()).containsExactly(new LedgerLine.Adjustment(AUGUST, new BigDecimal("5000000"),
                new BigDecimal("5600000")));
        assertThat(second.adjusted()).isEqualByComparingTo("600000");
        assertThat(second.generated()).isEqualByComparingTo("500000");
        assertThat(second.wholeMwh()).isEqualTo(1);
        assertThat(third.adjustments()).isEmpty();
        assertThat(third.carryIn()).isEqualByComparingTo("100000");
    }

    @Test
    void whatWasCertifiedTooMuchIsADebtThatLaterMonthsPay() {
        one(AUGUST, "5000000", Carry.REGISTRY);
        generated(METER, AUGUST, "3500000");
        LedgerLine second = one(AUGUST.plusMonths(1), "700000", Carry.REGISTRY);
        LedgerLine third = one(AUGUST.plusMonths(2), "2000000", Carry.REGISTRY);

        assertThat(second.wholeMwh()).isZero();
        assertThat(second.carryOut()).isEqualByComparingTo("-800000");
        assertThat(second.reported()).isEqualByComparingTo("0");
        assertThat(third.wholeMwh()).isEqualTo(1);
        assertThat(third.carryOut()).isEqualByComparingTo("200000");
        assertThat(third.reported()).isEqualByComparingTo("1200000");
    }

    @Test
    void aMeterThatIsNoUnitAnyMoreIsTakenBack() {
        one(AUGUST, "1500000", Carry.PLATFORM);
        truth.clear();

        LedgerLine second = freeze(AUGUST.plusMonths(1), Carry.PLATFORM).getFirst();

        assertThat(second.adjusted()).isEqualByComparingTo("-1500000");
        assertThat(second.carryOut()).isEqualByComparingTo("-1000000");
    }

    @Test
    void tellsNoMonthTwice() {
        one(AUGUST, "1", Carry.PLATFORM);

        assertThatThrownBy(() -> freeze(AUGUST, Carry.PLATFORM)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Whatever is corrected between freezes: what was told and what is left make up exactly what was generated. */
    @RepeatedTest(50)
    void certificatesAndFractionAreAlwaysTheExactTotal(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        List<UUID> meters = new ArrayList<>(List.of(METER));
        Map<UUID, Long> certified = new HashMap<>();
        Map<UUID, BigDecimal> reported = new HashMap<>();
        for (YearMonth month = AUGUST; month.isBefore(AUGUST.plusMonths(24)); month = month.plusMonths(1)) {
            if (random.nextInt(6) == 0) {
                meters.add(new UUID(1, meters.size() + 1L));
            }
            change(random, meters, month);
            for (LedgerLine line : freeze(month, random.nextBoolean() ? Carry.PLATFORM : Carry.REGISTRY)) {
                long whole = certified.merge(line.meter(), line.wholeMwh(), Long::sum);
                BigDecimal told = reported.merge(line.meter(), line.reported(), BigDecimal::add);
                BigDecimal exact = truth.getOrDefault(line.meter(), Map.of())
                        .values()
                        .stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(BigDecimal.valueOf(whole).multiply(MWH).add(line.carryOut())).isEqualByComparingTo(exact);
                assertThat(told.add(line.unreportedOut())).isEqualByComparingTo(exact);
                assertThat(line.carryOut()).isLessThan(MWH);
                assertThat(line.wholeMwh()).isNotNegative();
                assertThat(Energy.wholeMwh(told)).as("what the registry issues of what it was told").isEqualTo(whole);
            }
        }
    }

    private void change(Random random, List<UUID> meters, YearMonth month) {
        for (UUID meter : meters) {
            generated(meter, month, amount(random));
            while (random.nextInt(3) == 0) {
                generated(meter, AUGUST.plusMonths(random.nextInt(24)).isAfter(month) ? month : AUGUST,
                        amount(random));
            }
        }
    }

    private static String amount(Random random) {
        return BigDecimal.valueOf(random.nextLong(4_000_000_000L), random.nextInt(4)).toPlainString();
    }
}
