/** A meter's intervals as a file: CSV or a workbook, streamed whatever its size. */
@NullMarked
package com.dcarbon.ingestion.export;

import org.jspecify.annotations.NullMarked;
