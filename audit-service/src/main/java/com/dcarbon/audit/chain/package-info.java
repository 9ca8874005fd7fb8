/** The chain of hashes over the log: its days and their roots, and the proof that nothing was changed. */
@NullMarked
package com.dcarbon.audit.chain;

import org.jspecify.annotations.NullMarked;
