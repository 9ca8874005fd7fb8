/** How an entry enters the chain, and how one sees that it was changed: plain Java, told apart from the database's own. */
@NullMarked
package com.dcarbon.audit.chain.rules;

import org.jspecify.annotations.NullMarked;
