// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing.architecture;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * A class uses only those other features that the map names, and only their fronts. What the map names and nobody uses
 * is found as well, so that the map stays true.
 */
final class KeepToTheFeatureMap extends ArchCondition<JavaClass> {
    private final FeatureMap map;
    private final Set<String> used = new TreeSet<>();

    KeepToTheFeatureMap(FeatureMap map) {
        super("use only the features that the map names, by their fronts");
        this.map = map;
    }

    @Override
    public void init(Collection<JavaClass> all) {
        used.clear();
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        String feature = map.featureOf(type);
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            String other = map.featureOf(target);
            if (!feature.isEmpty() && !other.isEmpty() && !feature.equals(other)) {
                used.add(feature + " -> " + other);
                boolean allowed = map.allows(feature, other) && map.isFront(target);
                events.add(new SimpleConditionEvent(type, allowed, dependency.getDescription() + ": "
                        + feature + " -> " + other + (map.isFront(target) ? "" : " behind its front")));
            }
        }
    }

    @Override
    public void finish(ConditionEvents events) {
        map.uses().forEach((feature, others) -> others.stream()
                .map(other -> feature + " -> " + other)
                .filter(line -> !used.contains(line))
                .forEach(line -> events.add(SimpleConditionEvent.violated(map,
                        "the map names " + line + ", which nobody uses"))));
    }
}
