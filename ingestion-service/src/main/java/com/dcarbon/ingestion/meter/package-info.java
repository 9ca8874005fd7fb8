/** The meters of a facility: recognising them when they come again, and telling what is known of them. */
@NullMarked
package com.dcarbon.ingestion.meter;

import org.jspecify.annotations.NullMarked;
