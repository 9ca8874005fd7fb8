/** What a facility is and what may happen to it, in plain Java. */
@NullMarked
package com.dcarbon.facility.rules;

import org.jspecify.annotations.NullMarked;
