/** Who may see a facility's data: a projection of the facilities, filled from their events. */
@NullMarked
package com.dcarbon.ingestion.facility;

import org.jspecify.annotations.NullMarked;
