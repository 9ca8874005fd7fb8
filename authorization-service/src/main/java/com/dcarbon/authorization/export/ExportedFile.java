// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.export;

/** @param name of letters, digits, dots and hyphens only */
@SuppressWarnings("ArrayRecordComponent")
record ExportedFile(String name, byte[] bytes) {}
