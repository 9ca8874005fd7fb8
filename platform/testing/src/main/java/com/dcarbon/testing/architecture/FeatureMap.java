// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing.architecture;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.JavaClass;

/**
 * Which features of a service use which others. A feature is a package right below the service's own, whose types are
 * everybody's.
 *
 * @param basePackage the service's package
 * @param uses per feature the others it may use
 */
record FeatureMap(String basePackage, Map<String, Set<String>> uses) {

    /**
     * Reads lines such as {@code sync -> meter, interval}.
     *
     * @throws IllegalArgumentException if a line is not of that form
     */
    static FeatureMap of(String basePackage, String... lines) {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (String line : lines) {
            String[] sides = line.split("->");
            if (sides.length != 2) {
                throw new IllegalArgumentException("not of the form 'feature -> other, another': " + line);
            }
            uses.put(sides[0].strip(), new TreeSet<>(Arrays.asList(sides[1].strip().split("\\s*,\\s*"))));
        }
        return new FeatureMap(basePackage, uses);
    }

    /** The feature a class belongs to; empty for the service's own package and for what is not the service's. */
    String featureOf(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(basePackage + ".") ? name.substring(basePackage.length() + 1).split("\\.")[0] : "";
    }

    /** Whether the map lets the one feature use the other. */
    boolean allows(String feature, String other) {
        return uses.getOrDefault(feature, Set.of()).contains(other);
    }

    /** A feature's front: its own package and its rules. What lies deeper is nobody else's. */
    boolean isFront(JavaClass type) {
        String feature = basePackage + "." + featureOf(type);
        String name = type.getPackageName();
        return name.equals(feature) || name.equals(feature + ".rules");
    }
}
