// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.w3c.dom.Element;

/** The order in which the ESPI 3.3 schemas demand the children of the elements that the simulator writes. */
final class SchemaOrder {
    private static final Map<String, List<String>> USAGE = Map.ofEntries(
            Map.entry("UsagePoint", List.of("roleFlags", "ServiceCategory", "status", "serviceDeliveryPoint")),
            Map.entry("ServiceCategory", List.of("kind")),
            Map.entry("serviceDeliveryPoint", List.of("name", "tariffProfile", "customerAgreement")),
            Map.entry("MeterReading", List.of()),
            Map.entry("ReadingType",
                    List.of("accumulationBehaviour", "commodity", "consumptionTier", "currency", "dataQualifier",
                            "defaultQuality", "flowDirection", "intervalLength", "kind", "phase",
                            "powerOfTenMultiplier", "timeAttribute", "tou", "uom", "cpp", "interharmonic",
                            "measuringPeriod", "argument")),
            Map.entry("IntervalBlock", List.of("interval", "IntervalReading")),
            Map.entry("interval", List.of("duration", "start")),
            Map.entry("IntervalReading", List.of("cost", "ReadingQuality", "timePeriod", "value")),
            Map.entry("ReadingQuality", List.of("quality")),
            Map.entry("timePeriod", List.of("duration", "start")),
            Map.entry("LocalTimeParameters", List.of("dstEndRule", "dstOffset", "dstStartRule", "tzOffset")),
            Map.entry("Authorization",
                    List.of("authorizedPeriod", "publishedPeriod", "status", "expires_at", "grant_type", "scope",
                            "token_type", "resourceURI", "authorizationURI", "customerResourceURI")),
            Map.entry("authorizedPeriod", List.of("duration", "start")),
            Map.entry("publishedPeriod", List.of("duration", "start")));

    private static final Map<String, List<String>> CUSTOMER = Map.ofEntries(
            Map.entry("Customer", List.of("name", "Organisation", "kind", "customerName")),
            Map.entry("CustomerAccount", List.of("name", "accountId")),
            Map.entry("CustomerAgreement", List.of("name", "signDate", "validityInterval", "agreementId")),
            Map.entry("ServiceLocation", List.of("name", "type", "mainAddress", "positionPoints", "UsagePoints")),
            Map.entry("mainAddress", List.of("streetDetail", "townDetail", "status", "postalCode", "poBox")),
            Map.entry("streetDetail", List.of("number", "name", "suffix", "addressGeneral")),
            Map.entry("townDetail", List.of("code", "section", "name", "county", "stateOrProvince", "country")),
            Map.entry("UsagePoints", List.of("UsagePoint")),
            Map.entry("Meter", List.of("name", "type", "utcNumber", "serialNumber", "formNumber", "intervalLength")),
            Map.entry("ServiceSupplier", List.of("name", "Organisation", "kind")));

    private SchemaOrder() {}

    /** Every element below is one of the schema's, and its children are in the schema's order. */
    static void isKeptBelow(Element element) {
        List<Element> children = AtomFeed.children(element);
        Map<String, List<String>> schema = AtomFeed.ESPI.equals(element.getNamespaceURI())
                ? USAGE
                : AtomFeed.CUSTOMER.equals(element.getNamespaceURI()) ? CUSTOMER : null;
        if (schema != null && (!children.isEmpty() || schema.containsKey(element.getLocalName()))) {
            List<String> order = schema.get(element.getLocalName());
            assertThat(order).as(element.getLocalName()).isNotNull();
            assertThat(children).extracting(child -> order.indexOf(child.getLocalName()))
                    .as("children of " + element.getLocalName())
                    .isSorted()
                    .doesNotContain(-1);
        }
        if (element.getLocalName().equals("entry")) {
            hasTypedLinks(children.stream().filter(child -> child.getLocalName().equals("link")).toList());
        }
        children.forEach(SchemaOrder::isKeptBelow);
    }

    /** NAESB's Atom schema wants at least two links in an entry and, beyond RFC 4287, a type on each. */
    private static void hasTypedLinks(List<Element> links) {
        assertThat(links).hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(link -> assertThat(link.getAttribute("type")).startsWith("espi-"));
    }
}
