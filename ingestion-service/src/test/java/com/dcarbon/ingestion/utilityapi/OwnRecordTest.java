// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;

class OwnRecordTest {

    @ParameterizedTest
    @CsvSource({"electric,electricity", "Residential,electricity", "commercial,electricity", "Elec,electricity",
            "E-TOU,electricity", "solar,electricity", "'',electricity", "Electric & Gas,electricity",
            "natural gas,natural_gas", "GAS,natural_gas", "water,water", "Sewer / Waste,sewer_waste"})
    void takesAMeterForElectricUnlessItsClassNamesAnotherService(String serviceClass, String commodity) {
        var meter = JsonMapper.shared().createObjectNode();
        meter.putObject("base").put("service_class", serviceClass);
        assertThat(OwnRecord.of(meter).commodity()).isEqualTo(commodity);
    }
}
