/** Green Button Connect My Data (NAESB REQ.21 ESPI) as a source of meter data. */
@NullMarked
package com.dcarbon.ingestion.greenbutton;

import org.jspecify.annotations.NullMarked;
