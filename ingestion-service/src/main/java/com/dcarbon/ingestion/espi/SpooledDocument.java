// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.nio.file.Path;

/**
 * A document as it came from the utility, kept on disk so that it can be read twice.
 *
 * @param url where it came from; its relative links are meant from there
 */
public record SpooledDocument(String url, Path file) {}
