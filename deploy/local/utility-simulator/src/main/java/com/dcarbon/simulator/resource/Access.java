// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.resource;

import com.dcarbon.simulator.customer.Customer;
import com.dcarbon.simulator.oauth.Authorization;

/** Who may be read by a request, and how far. */
record Access(Authorization authorization, Customer customer) {}
