// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing.architecture;

import org.jspecify.annotations.NullMarked;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** A package tells what it is for in its package-info, which also makes its types non-null by default. */
final class LiveInADescribedPackage extends ArchCondition<JavaClass> {
    LiveInADescribedPackage() {
        super("live in a package with a null-marked package-info");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        boolean described = type.getPackage()
                .tryGetPackageInfo()
                .filter(info -> info.isAnnotatedWith(NullMarked.class))
                .isPresent();
        events.add(new SimpleConditionEvent(type, described,
                type.getName() + " lives in " + type.getPackageName() + ", which has no null-marked package-info"));
    }
}
