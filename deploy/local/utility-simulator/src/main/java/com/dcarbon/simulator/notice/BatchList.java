// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.notice;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** The body of a notification: ESPI {@code BatchList}, the URIs of what has changed or is ready. */
final class BatchList {
    private BatchList() {}

    static String of(List<URI> resources) {
        return resources.stream()
                .map(uri -> "  <espi:resources>" + escaped(uri.toString()) + "</espi:resources>\n")
                .collect(Collectors.joining("", """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <espi:BatchList xmlns:espi="http://naesb.org/espi">
                        """, "</espi:BatchList>\n"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
