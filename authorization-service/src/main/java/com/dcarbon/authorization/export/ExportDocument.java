// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.export;

import java.util.List;

/**
 * What a file says, whatever its format.
 *
 * @param facts what it is about, who made it and when: name and value
 */
record ExportDocument(String title, String subject, List<List<String>> facts, List<Section> sections) {}
