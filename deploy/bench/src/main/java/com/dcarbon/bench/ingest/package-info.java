// SPDX-License-Identifier: Apache-2.0
/** Import, storage and memory of the ingestion service, as a process of its own on a durable Postgres. */
@NullMarked
package com.dcarbon.bench.ingest;

import org.jspecify.annotations.NullMarked;
