/** What other services decide and a facility's record shows: its authorization and its synchronisation. */
@NullMarked
package com.dcarbon.facility.following;

import org.jspecify.annotations.NullMarked;
