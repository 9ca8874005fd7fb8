/** The record of each facility: kept, shown, edited and told to the other services. */
@NullMarked
package com.dcarbon.facility.registry;

import org.jspecify.annotations.NullMarked;
