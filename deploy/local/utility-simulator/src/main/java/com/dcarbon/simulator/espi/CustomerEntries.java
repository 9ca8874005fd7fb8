// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.espi;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.dcarbon.simulator.customer.Address;
import com.dcarbon.simulator.customer.Household;
import com.dcarbon.simulator.customer.Service;
import com.dcarbon.simulator.customer.UsagePoint;
import com.dcarbon.simulator.espi.Entry.Related;

/** The customer's resources as Atom entries (namespace {@code http://naesb.org/espi/customer}). */
public final class CustomerEntries {
    private static final String CUSTOMER = "http://naesb.org/espi/customer";
    /** The longest {@code name} of an identified object. */
    private static final int NAME = 64;
    /** The longest text of most other elements. */
    private static final int TEXT = 256;
    private static final Instant SIGNED = Instant.parse("2020-01-01T08:00:00Z");

    private final String base;
    private final String supplier;
    private final String id;

    /**
     * @param base the resource URL, for the usage points' URIs
     * @param supplier the utility's name
     * @param id the retail customer id in the URLs
     */
    public CustomerEntries(String base, String supplier, String id) {
        this.base = base;
        this.supplier = supplier;
        this.id = id;
    }

    /** The customer and the account, and for each usage point its agreement, location, meter and supplier. */
    public Stream<Entry> tree(Household household, List<UsagePoint> points) {
        String customer = "RetailCustomer/" + id + "/Customer/1";
        String account = customer + "/CustomerAccount/" + household.accountNumber();
        return Stream.concat(Stream.of(customer(customer, household), account(account, household)),
                points.stream().flatMap(point -> services(account, point)));
    }

    private Stream<Entry> services(String account, UsagePoint point) {
        String agreement = account + "/CustomerAgreement/" + point.agreementId();
        String location = agreement + "/ServiceLocation/" + point.id();
        return Stream.of(agreement(agreement, point), location(location, point), meter(location, point),
                supplier(agreement));
    }

    private static Entry customer(String path, Household household) {
        return entry(path, "Customer", List.of(Related.feed(path + "/CustomerAccount", "CustomerAccount")),
                xml -> xml.open("Customer", "xmlns", CUSTOMER)
                        .leaf("name", cut(household.name(), NAME))
                        .leaf("kind", "residential")
                        .leaf("customerName", cut(household.name(), TEXT))
                        .close("Customer"));
    }

    private static Entry account(String path, Household household) {
        return entry(path, "CustomerAccount", List.of(Related.feed(path + "/CustomerAgreement", "CustomerAgreement")),
                xml -> xml.open("CustomerAccount", "xmlns", CUSTOMER)
                        .leaf("name", household.accountNumber())
                        .leaf("accountId", household.accountNumber())
                        .close("CustomerAccount"));
    }

    private static Entry agreement(String path, UsagePoint point) {
        List<Related> related = List.of(Related.feed(path + "/ServiceLocation", "ServiceLocation"),
                Related.feed(path + "/ServiceSupplier", "ServiceSupplier"));
        return entry(path, "CustomerAgreement", related,
                xml -> xml.open("CustomerAgreement", "xmlns", CUSTOMER)
                        .leaf("name", point.agreementId())
                        .leaf("signDate", SIGNED.getEpochSecond())
                        .leaf("agreementId", point.agreementId())
                        .close("CustomerAgreement"));
    }

    private Entry location(String path, UsagePoint point) {
        return entry(path, "ServiceLocation", List.of(Related.feed(path + "/Meter", "Meter")), xml -> {
            xml.open("ServiceLocation", "xmlns", CUSTOMER);
            address(xml, point.address());
            xml.open("UsagePoints")
                    .leaf("UsagePoint", base + "/Subscription/" + id + "/UsagePoint/" + point.id())
                    .close("UsagePoints")
                    .close("ServiceLocation");
        });
    }

    private static void address(XmlText xml, Address address) {
        xml.open("mainAddress")
                .open("streetDetail")
                .leaf("number", address.number())
                .leaf("name", address.street())
                .leaf("addressGeneral", address.line())
                .close("streetDetail")
                .open("townDetail")
                .leaf("code", address.postalCode())
                .leaf("name", address.city())
                .leaf("stateOrProvince", address.state())
                .leaf("country", "US")
                .close("townDetail")
                .leaf("postalCode", address.postalCode())
                .close("mainAddress");
    }

    private static Entry meter(String location, UsagePoint point) {
        boolean gas = point.service() == Service.GAS;
        return entry(location + "/Meter/" + point.meterNumber(), "Meter", List.of(),
                xml -> xml.open("Meter", "xmlns", CUSTOMER)
                        .leaf("type", gas ? "Gas" : "Electric")
                        .leaf("serialNumber", point.meterNumber())
                        .leaf("intervalLength", gas ? 86_400 : 900)
                        .close("Meter"));
    }

    private Entry supplier(String agreement) {
        return entry(agreement + "/ServiceSupplier/1", "ServiceSupplier", List.of(),
                xml -> xml.open("ServiceSupplier", "xmlns", CUSTOMER)
                        .leaf("name", cut(supplier, NAME))
                        .leaf("kind", "utility")
                        .close("ServiceSupplier"));
    }

    /** Names come from a login form: as much of one as the schema takes, which counts characters, not UTF-16 units. */
    private static String cut(String text, int characters) {
        return text.codePointCount(0, text.length()) <= characters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, characters));
    }

    private static Entry entry(String path, String resource, List<Related> related,
            Consumer<XmlText> content) {
        return new Entry(path, resource, related, resource, SIGNED, SIGNED, content);
    }
}
