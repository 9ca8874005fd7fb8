/**
 * Reads Green Button feeds (NAESB REQ.21 ESPI in Atom) as utilities really write them: as a stream, in two passes, with
 * neither links nor order taken on trust; plain Java.
 */
@NullMarked
package com.dcarbon.ingestion.espi;

import org.jspecify.annotations.NullMarked;
