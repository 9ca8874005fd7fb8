// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

import java.nio.file.Path;
import java.time.Clock;

import org.jspecify.annotations.Nullable;

import com.dcarbon.simulator.custodian.Custodian;

/** All customers of one custodian: every user name has an account. */
public final class Customers {
    private final Custodian custodian;
    private final Households households;
    private final FeedFiles files;
    private final Availability availability;
    private final Clock clock;

    /** @param feedsDirectory each {@code X.xml} in it is the feed of the customer {@code X}; null for none */
    public Customers(Custodian custodian, @Nullable Path feedsDirectory, Availability availability, Clock clock) {
        this.custodian = custodian;
        this.households = new Households(custodian);
        this.files = new FeedFiles(feedsDirectory);
        this.availability = availability;
        this.clock = clock;
    }

    /** The customer with that login; a file of that name comes before a generated household. */
    public Customer named(String username) {
        return files.of(username)
                .<Customer>map(file -> new Customer.FromFile(username, file))
                .orElseGet(() -> new Customer.Generated(household(username)));
    }

    /** The generated household of that login, with what is published by now. */
    public Household household(String username) {
        return households.of(username, availability.published(clock.instant(), custodian.data().zone()));
    }
}
