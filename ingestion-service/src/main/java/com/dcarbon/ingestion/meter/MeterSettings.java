// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is asked of meters.
 *
 * @param exclusive whether a meter that one facility has by a real authorization is refused to another one that is
 *     authorized for it too; a file that a person brings never claims such a meter
 */
@ConfigurationProperties("dcarbon.ingestion.meter")
record MeterSettings(@DefaultValue("true") boolean exclusive) {}
