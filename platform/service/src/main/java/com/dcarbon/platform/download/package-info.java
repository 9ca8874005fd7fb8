/** Links by which a browser, which sends no token, fetches a file once. */
@NullMarked
package com.dcarbon.platform.download;

import org.jspecify.annotations.NullMarked;
