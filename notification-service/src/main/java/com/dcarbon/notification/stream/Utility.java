// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

/** A utility as people know it. */
record Utility(String id, String name) {}
