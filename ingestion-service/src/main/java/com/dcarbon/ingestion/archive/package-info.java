// SPDX-License-Identifier: Apache-2.0
/** Documents of utilities as they were received, kept so that everything can be read from them again. */
@NullMarked
package com.dcarbon.ingestion.archive;

import org.jspecify.annotations.NullMarked;
