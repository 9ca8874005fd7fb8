// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.custodian.DataHabits.Town;
import com.dcarbon.simulator.customer.Customers;

/** The utilities that UtilityAPI reaches: those with a Green Button service of their own, and some without. */
public final class SupportedUtilities {
    private static final ZoneId EASTERN = ZoneId.of("America/New_York");
    private static final List<Custodian> WITHOUT_GREEN_BUTTON = List.of(
            Custodian.another("ladwp", "LADWP"),
            Custodian.another("coned", "Con Edison").withPlace(EASTERN, 40.7, new Town("New York", "NY", "1")),
            Custodian.another("evrsrcma", "Eversource MA").withPlace(EASTERN, 42.4, new Town("Boston", "MA", "0")),
            Custodian.another("demo", "Demo Utility"));

    private final Map<String, SupportedUtility> all = new LinkedHashMap<>();

    /**
     * @param greenButton the custodians, whose customers UtilityAPI serves too
     * @param customers of a custodian
     */
    public SupportedUtilities(Collection<Custodian> greenButton, Function<Custodian, Customers> customers) {
        greenButton.forEach(custodian -> add(custodian.name(), custodian, customers));
        WITHOUT_GREEN_BUTTON.forEach(custodian -> add(custodian.id().toUpperCase(java.util.Locale.ROOT), custodian,
                customers));
    }

    private void add(String id, Custodian custodian, Function<Custodian, Customers> customers) {
        all.put(id, new SupportedUtility(id, custodian.name(), custodian.data().zone(), customers.apply(custodian)));
    }

    /** The utility that the API calls so. */
    Optional<SupportedUtility> find(@Nullable String id) {
        return Optional.ofNullable(id).map(all::get);
    }

    SupportedUtility named(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no utility " + id));
    }

    Collection<SupportedUtility> all() {
        return all.values();
    }
}
