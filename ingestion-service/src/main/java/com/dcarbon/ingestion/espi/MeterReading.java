// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

/**
 * One series of a usage point.
 *
 * @param position its place in the documents
 */
record MeterReading(long position, Links links, boolean crowded) implements EspiObject {}
