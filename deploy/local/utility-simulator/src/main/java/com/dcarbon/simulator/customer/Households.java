// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.custodian.DataHabits.Flows;
import com.dcarbon.simulator.custodian.DataHabits.Town;

/**
 * Makes up a household from a user name: the same name has the same home, meters and readings for ever.
 *
 * <ul>
 * <li>{@code owner}: a house with solar and a plain building</li>
 * <li>{@code home}: one house with solar</li>
 * <li>{@code empty}: an account without services; {@code gas}: a gas meter only</li>
 * <li>names that end in {@code multi} or a digit: two to four electric services</li>
 * <li>{@code UAPI_TEST_<scenario>}, with anything after a plus sign: {@code commercial} four electric services,
 * {@code empty} none, {@code gas} a gas meter, every other scenario a house with solar</li>
 * <li>all others: one or two, most of them with solar</li>
 * </ul>
 */
final class Households {
    private static final List<String> STREETS = List.of("Alder St", "Bay View Ave", "Cypress Way", "Juniper Ct",
            "Laurel Dr", "Manzanita Rd", "Redwood Blvd", "Sycamore Ln");

    private static final String TEST = "UAPI_TEST_";

    private final Custodian custodian;

    Households(Custodian custodian) {
        this.custodian = custodian;
    }

    Household of(String username, Period published) {
        Seed seed = Seed.of(custodian.id() + "/" + username);
        return new Household(username, personName(username), seed.digits(1, 10), usagePoints(username, seed),
                published);
    }

    private List<UsagePoint> usagePoints(String username, Seed seed) {
        return switch (username) {
            case "empty" -> List.of();
            case "gas" -> List.of(gas(seed.fork("gas")));
            case "owner" -> List.of(electric(seed.fork("house"), true), electric(seed.fork("barn"), false));
            case "home" -> List.of(electric(seed.fork("house"), true));
            default -> username.startsWith(TEST)
                    ? testPoints(username.substring(TEST.length()), seed)
                    : somePoints(manyServices(username) ? 2 + seed.below(2, 3) : 1 + seed.below(3, 2), seed);
        };
    }

    private List<UsagePoint> testPoints(String scenario, Seed seed) {
        return switch (scenario.replaceFirst("\\+.*", "")) {
            case "empty" -> List.of();
            case "gas" -> List.of(gas(seed.fork("gas")));
            case "commercial" -> somePoints(4, seed);
            default -> List.of(electric(seed.fork("house"), true));
        };
    }

    private List<UsagePoint> somePoints(int count, Seed seed) {
        return IntStream.range(0, count)
                .mapToObj(i -> electric(seed.fork("service " + i), seed.unit(10 + i) < 0.65))
                .toList();
    }

    private static boolean manyServices(String username) {
        return username.endsWith("multi") || username.matches(".*\\d");
    }

    private UsagePoint electric(Seed seed, boolean solar) {
        var load = new LoadProfile(seed, custodian.data().zone());
        var roof = solar ? new SolarProfile(seed, custodian.data().latitude()) : null;
        var meter = new ElectricMeter(load, roof, seed, custodian.data().powerOfTen());
        List<Series> series = flows(solar).map(flow -> series(flow, meter)).toList();
        return new UsagePoint(seed.digits(1, 10), Service.ELECTRICITY, seed.digits(2, 10), "100" + seed.digits(3, 7),
                address(seed), series);
    }

    private Series series(Flow flow, ElectricMeter meter) {
        return new Series(flow, Service.ELECTRICITY, custodian.data().powerOfTen(), custodian.data().zone(),
                meter.measuring(flow));
    }

    private Stream<Flow> flows(boolean solar) {
        if (!solar) {
            return Stream.of(Flow.FORWARD);
        }
        return custodian.data().flows() == Flows.NET ? Stream.of(Flow.NET) : Stream.of(Flow.FORWARD, Flow.REVERSE);
    }

    private UsagePoint gas(Seed seed) {
        var series = new Series(Flow.FORWARD, Service.GAS, GasMeter.POWER_OF_TEN, custodian.data().zone(),
                new GasMeter(seed, custodian.data().zone()));
        return new UsagePoint(seed.digits(1, 10), Service.GAS, seed.digits(2, 10), "6" + seed.digits(3, 7),
                address(seed), List.of(series));
    }

    private Address address(Seed seed) {
        Town town = custodian.data().town();
        return new Address(100 + seed.below(4, 4900), STREETS.get(seed.below(5, STREETS.size())), town.name(),
                town.state(), town.postalPrefix() + seed.digits(6, 4));
    }

    private static String personName(String username) {
        String first = username.isBlank() ? "Customer" : username;
        return first.substring(0, 1).toUpperCase(Locale.ROOT) + first.substring(1) + " Sample";
    }
}
