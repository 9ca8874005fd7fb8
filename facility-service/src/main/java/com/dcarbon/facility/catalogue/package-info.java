/** The utilities that a user can choose from. */
@NullMarked
package com.dcarbon.facility.catalogue;

import org.jspecify.annotations.NullMarked;
