// SPDX-License-Identifier: Apache-2.0
/** What one utility is: its client registration and the habits of its protocol. */
@NullMarked
package com.dcarbon.simulator.custodian;

import org.jspecify.annotations.NullMarked;
