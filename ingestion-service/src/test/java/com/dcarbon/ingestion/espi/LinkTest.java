// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTest {
    private static final String BASE = "https://u.example:8443/espi/Batch/Subscription/7?published-min=1";

    @ParameterizedTest
    @CsvSource({"https://other.example/a,https://other.example/a", "/root/a,https://u.example:8443/root/a",
            "UsagePoint/1,https://u.example:8443/espi/Batch/Subscription/UsagePoint/1",
            "../UsagePoint/1,https://u.example:8443/espi/Batch/UsagePoint/1",
            "//cdn.example/a,https://cdn.example/a", "?page=2,https://u.example:8443/espi/Batch/Subscription/7?page=2"})
    void resolvesAsABrowserWould(String href, String url) {
        assertThat(Link.of("related", href, BASE).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({"https://a.example/x/UsagePoint/1,http://b.example:81/x/UsagePoint/1/",
            "https://a.example/x/y?q=1,https://a.example/x/y#f",
            "https://a.example/x/MQ%3D%3D,https://a.example/x/MQ==",
            "https://a.example//x/y,https://a.example/x/y"})
    void recognisesTheSameResource(String one, String other) {
        assertThat(Link.pathOf(one)).isEqualTo(Link.pathOf(other));
    }

    @ParameterizedTest
    @CsvSource({"/espi/Subscription/7/UsagePoint/1/MeterReading/m/IntervalBlock/b,1",
            "/espi/RetailCustomer/UsagePoint/UsagePoint/22,22", "/espi/Subscription/7/usagepoint/33,33"})
    void findsTheIdBehindAKind(String path, String id) {
        assertThat(ResourcePath.idOf(path, ResourcePath.USAGE_POINT)).isEqualTo(id);
    }
}
