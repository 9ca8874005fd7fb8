// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.openapi;

import com.dcarbon.gateway.Service;

import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document of one service, as that service made it. */
record ServiceDocument(Service service, ObjectNode document) {}
