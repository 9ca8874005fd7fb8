/** Facilities, the people around them, and the utilities they can choose. */
@NullMarked
package com.dcarbon.facility;

import org.jspecify.annotations.NullMarked;
