// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.w3c.dom.Element;

/**
 * What the ESPI 3.3 schemas demand of the resources that the simulator writes: which children an element has, in which
 * order, how many of each, and what they may say. Held against elements that a parser read back.
 *
 * <p>One line for each type: its name, then its children as {@code name:type}, where a type in small letters is one of
 * {@link EspiValue} and any other has a line of its own (that of the child's name if none is told); {@code ?} is one or
 * none, {@code *} any number. What the schema allows everywhere and the simulator never writes ({@code extension},
 * {@code batchItemInfo}) is left out.
 */
final class EspiSchema {
    private static final Map<String, List<Child>> USAGE = types("""
            UsagePoint roleFlags:hex2? ServiceCategory? status:uint8? serviceDeliveryPoint:ServiceDeliveryPoint?
            ServiceCategory kind:service
            ServiceDeliveryPoint name:text256? tariffProfile:text256? customerAgreement:text256?
            MeterReading
            ReadingType accumulationBehaviour:accumulation? commodity:commodity? consumptionTier:int16?\
             currency:currency? dataQualifier:qualifier? defaultQuality:quality? flowDirection:flow?\
             intervalLength:uint32? kind:measurement? phase:phase? powerOfTenMultiplier:int16? timeAttribute:period?\
             tou:int16? uom:unit? cpp:int16? interharmonic:Ratio? measuringPeriod:measuring? argument:Ratio?
            Ratio numerator:integer? denominator:integer?
            IntervalBlock interval:DateTimeInterval? IntervalReading*
            IntervalReading cost:int48? ReadingQuality* timePeriod:DateTimeInterval? value:int48?\
             consumptionTier:int16? tou:int16? cpp:int16?
            ReadingQuality quality:quality
            DateTimeInterval duration:uint32 start:int64
            LocalTimeParameters dstEndRule:hex4 dstOffset:int64 dstStartRule:hex4 tzOffset:int64
            Authorization authorizedPeriod:DateTimeInterval? publishedPeriod:DateTimeInterval? status:authorization\
             expires_at:int64 grant_type:grant? scope:text256 token_type:token error:text32?\
             error_description:text256? error_uri:uri? resourceURI:uri authorizationURI:uri customerResourceURI:uri?
            ServiceStatus currentStatus:online
            """);

    private static final Map<String, List<Child>> CUSTOMER = types("""
            Customer name:text64? Organisation? kind:customer? specialNeed:text256? vip:boolean? pucNumber:text256?\
             status:Status? priority:Priority? locale:text256? customerName:text256?
            CustomerAccount name:text64? billingCycle:text256? budgetBill:text256? lastBillAmount:int48?\
             accountId:text256?
            CustomerAgreement name:text64? signDate:int64? validityInterval:DateTimeInterval? loadMgmt:text256?\
             isPrePay:boolean? shutOffDateTime:int64? currency:currency? agreementId:text256?
            ServiceLocation name:text64? type:text256? mainAddress:StreetAddress? secondaryAddress:StreetAddress?\
             direction:text256? accessMethod:text256? siteAccessProblem:text256? needsInspection:boolean?\
             UsagePoints* outageBlock:text32?
            StreetAddress streetDetail:StreetDetail? townDetail:TownDetail? postalCode:text256? poBox:text256?
            StreetDetail number:text256? name:text256? suffix:text256? prefix:text256? type:text256? code:text256?\
             buildingName:text256? suiteNumber:text256? addressGeneral:text256?
            TownDetail code:text256? section:text256? name:text256? county:text256? stateOrProvince:text256?\
             country:text256?
            UsagePoints UsagePoint:uri*
            Meter name:text64? type:text256? utcNumber:text256? serialNumber:text256? lotNumber:text256?\
             isVirtual:boolean? isPan:boolean? formNumber:text256? intervalLength:uint32?
            ServiceSupplier name:text64? Organisation? kind:supplier? issuerIdentificationNumber:text256?\
             effectiveDate:int64?
            """);

    private EspiSchema() {}

    /** The payload of an entry, or the root of a document without Atom, is one of the resources and all in it right. */
    static void isKeptBy(Element resource) {
        boolean customer = AtomFeed.CUSTOMER.equals(resource.getNamespaceURI());
        assertThat(resource.getNamespaceURI()).as(resource.getLocalName())
                .isEqualTo(customer ? AtomFeed.CUSTOMER : AtomFeed.ESPI);
        check(resource, resource.getLocalName(), customer ? CUSTOMER : USAGE);
    }

    private static void check(Element element, String type, Map<String, List<Child>> schema) {
        List<Child> content = schema.get(type);
        assertThat(content).as(type).isNotNull();
        List<Element> left = AtomFeed.children(element);
        for (Child child : Objects.requireNonNull(content)) {
            List<Element> found = left.stream().takeWhile(it -> it.getLocalName().equals(child.name)).toList();
            assertThat(found).as(child.name + " in " + type).hasSizeBetween(child.least, child.most);
            found.forEach(it -> check(it, child, schema));
            left = left.subList(found.size(), left.size());
        }
        assertThat(left).extracting(Element::getLocalName).as("surplus or out of order in " + type).isEmpty();
    }

    private static void check(Element element, Child child, Map<String, List<Child>> schema) {
        assertThat(element.getAttributes().getLength()).as("attributes of " + child.name).isZero();
        if (Character.isUpperCase(child.type.charAt(0))) {
            check(element, child.type, schema);
        } else {
            assertThat(AtomFeed.children(element)).as("elements in " + child.name).isEmpty();
            assertThat(EspiValue.of(child.type).test(element.getTextContent()))
                    .as(child.name + " says " + element.getTextContent() + ", which is no " + child.type)
                    .isTrue();
        }
    }

    private static Map<String, List<Child>> types(String lines) {
        return lines.lines()
                .map(line -> line.split(" +"))
                .collect(Collectors.toMap(words -> words[0],
                        words -> Arrays.stream(words).skip(1).map(Child::parse).toList()));
    }

    private record Child(String name, String type, int least, int most) {
        static Child parse(String word) {
            boolean any = word.endsWith("*");
            boolean optional = any || word.endsWith("?");
            String[] names = (optional ? word.substring(0, word.length() - 1) : word).split(":");
            return new Child(names[0], names[names.length - 1], optional ? 0 : 1, any ? Integer.MAX_VALUE : 1);
        }
    }
}
