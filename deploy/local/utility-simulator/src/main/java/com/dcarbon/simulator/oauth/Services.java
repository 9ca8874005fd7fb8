// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.customer.Customer;

/** How many of a customer's services an authorization covers, as the scope string tells. */
public final class Services {
    private Services() {}

    /** The scope string granted with an authorization. */
    public static String scope(Custodian custodian, Customer customer, Authorization authorization) {
        return GrantedScope.of(custodian, authorization.selection(), count(customer, authorization));
    }

    private static int count(Customer customer, Authorization authorization) {
        return switch (customer) {
            case Customer.Generated generated ->
                authorization.selected(generated.household().usagePoints()).size();
            case Customer.FromFile _ -> 1;
        };
    }
}
