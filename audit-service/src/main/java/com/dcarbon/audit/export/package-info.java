/** The audit log as a file: CSV or NDJSON, streamed whatever its size. */
@NullMarked
package com.dcarbon.audit.export;

import org.jspecify.annotations.NullMarked;
