// SPDX-License-Identifier: Apache-2.0
/**
 * What a test of this platform needs around it: a real Postgres and a real Kafka, one of each per JVM, tokens signed by
 * a real key, and eyes on the topics. {@link com.dcarbon.testing.ServiceIT} puts all of it under a service.
 */
@NullMarked
package com.dcarbon.testing;

import org.jspecify.annotations.NullMarked;
