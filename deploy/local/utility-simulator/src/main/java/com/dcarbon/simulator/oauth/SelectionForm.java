// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import com.dcarbon.simulator.customer.Customer;

/**
 * The selection page as it was sent.
 *
 * @param selection what was ticked
 * @param until the end of the day entered; null: open
 */
record SelectionForm(Selection selection, @Nullable Instant until) {
    /**
     * Reads the form. A browser always sends the date field, be it empty; a script that sends nothing but its decision
     * shares everything.
     *
     * @throws IllegalArgumentException if something is missing; the message is for the customer
     */
    static SelectionForm read(MultiValueMap<String, String> form, Customer customer, ZoneId zone) {
        String until = form.getFirst("until");
        if (until == null) {
            return new SelectionForm(everythingOf(customer), null);
        }
        Selection selection = ticked(form, customer);
        if (selection.points() == 0 && hasServices(customer)) {
            throw new IllegalArgumentException("Please choose at least one service, or cancel.");
        }
        if (!selection.usage() && !selection.customerData()) {
            throw new IllegalArgumentException("Please choose at least one kind of data, or cancel.");
        }
        return new SelectionForm(selection, until.isBlank() ? null : endOf(until, zone));
    }

    /** A customer made of a file has no customer data to share. */
    static Selection everythingOf(Customer customer) {
        return Selection.everything(customer instanceof Customer.Generated);
    }

    private static Selection ticked(MultiValueMap<String, String> form, Customer customer) {
        List<Integer> points = form.getOrDefault("usage_point", List.of())
                .stream()
                .filter(value -> value.matches("\\d{1,2}"))
                .map(Integer::valueOf)
                .toList();
        List<String> data = form.getOrDefault("data", List.of());
        return Selection.of(points, data.contains("usage"),
                data.contains("customer") && customer instanceof Customer.Generated);
    }

    private static boolean hasServices(Customer customer) {
        return switch (customer) {
            case Customer.Generated generated -> !generated.household().usagePoints().isEmpty();
            case Customer.FromFile _ -> true;
        };
    }

    private static Instant endOf(String date, ZoneId zone) {
        try {
            return LocalDate.parse(date).plusDays(1).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Please enter the date as YYYY-MM-DD.", e);
        }
    }
}
