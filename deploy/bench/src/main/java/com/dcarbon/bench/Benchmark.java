// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench;

import java.util.List;

/** Something that is measured, with what it is measured against. */
public interface Benchmark {

    /** By which it is called on the command line. */
    String name();

    /** Measures both in this run. */
    List<Measurement> run(BenchStack stack) throws Exception;
}
