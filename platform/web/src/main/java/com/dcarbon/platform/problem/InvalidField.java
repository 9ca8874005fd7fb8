// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.problem;

/**
 * One field of a request that is not valid.
 *
 * @param field its path in the request, in snake_case with dots, or the parameter's name
 * @param message what is wrong with it, for a person
 */
public record InvalidField(String field, String message) {}
