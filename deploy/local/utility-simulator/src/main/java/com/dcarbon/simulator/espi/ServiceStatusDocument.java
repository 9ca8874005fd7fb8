// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.espi;

/** What ReadServiceStatus answers: 1, normal. */
public final class ServiceStatusDocument {
    private ServiceStatusDocument() {}

    /** The whole document. */
    public static String normal() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + new XmlText()
                .open("ServiceStatus", "xmlns", "http://naesb.org/espi")
                .leaf("currentStatus", 1)
                .close("ServiceStatus");
    }
}
