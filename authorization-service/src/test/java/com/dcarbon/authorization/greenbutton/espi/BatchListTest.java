// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton.espi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchListTest {
    private static final String LIST = """
            <ns0:BatchList xmlns:ns0="http://naesb.org/espi">
              <ns0:resources>
                https://dc.example/espi/Batch/Subscription/5?a=1&amp;correlationID=2</ns0:resources>
              <ns0:resources>https://dc.example/espi/Authorization/7</ns0:resources>
            </ns0:BatchList>""";
    private static final List<String> NAMED = List.of(
            "https://dc.example/espi/Batch/Subscription/5?a=1&correlationID=2",
            "https://dc.example/espi/Authorization/7");

    @Test
    void readsTheAddressesWhateverThePrefix() {
        assertThat(read(LIST)).contains(NAMED);
        assertThat(read(LIST.replace("ns0:", "").replace("xmlns:ns0", "xmlns"))).contains(NAMED);
        assertThat(read("<BatchList xmlns=\"http://naesb.org/espi\"/>")).contains(List.of());
    }

    @Test
    void findsTheAddressesInAListThatIsNotWellFormed() {
        assertThat(read("<?xml version=\"1.0\"?>\\n" + LIST)).contains(NAMED);
        assertThat(read(LIST.replace("xmlns:ns0=\"http://naesb.org/espi\"", ""))).contains(NAMED);
        assertThat(read(LIST.substring(0, LIST.length() - 12))).contains(NAMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "<html><body/></html>", "<resources>https://dc.example/1</resources>",
            "<!DOCTYPE a><BatchList xmlns='http://naesb.org/espi'><resources>x</resources></BatchList>",
            "<!doctype a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><BatchList><resources>&e;</resources></BatchList>"})
    void readsNothingElse(String document) {
        assertThat(read(document)).isEmpty();
    }

    @Test
    void keepsNoMoreThanANotificationCanMean() {
        String many = "<resources>https://dc.example/5</resources>".repeat(2_000);
        assertThat(read("<BatchList xmlns=\"http://naesb.org/espi\">" + many + "<resources>https://dc.example/"
                + "x".repeat(5_000) + "</resources></BatchList>")).hasValueSatisfying(
                        addresses -> assertThat(addresses).hasSize(1_000));
    }

    private static Optional<List<String>> read(String document) {
        return BatchList.addresses(document.getBytes(StandardCharsets.UTF_8));
    }
}
