// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.upload;

import com.dcarbon.ingestion.espi.MeterPoint;

/**
 * By what a usage point of a file is recognised in later files. Nobody tells of which utility a file is, and many number
 * the usage points of each customer from 1: so its customer and the number on its meter belong to its name.
 */
final class UploadedPoint {
    private UploadedPoint() {}

    static String nameOf(MeterPoint point) {
        String customer = point.customer() == null ? "" : point.customer() + "/";
        String named = point.id().startsWith(customer) ? point.id() : customer + point.id();
        String number = point.details().meterNumber();
        return number == null ? named : named + "/" + number;
    }
}
