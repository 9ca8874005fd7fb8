// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class EnginesTest {
    private static final String VARIABLE = "DCARBON_TEST_SOMETHING_URL";

    private final AtomicInteger questions = new AtomicInteger();

    @Test
    void takesTheServerThatTheEnvironmentNamesWithoutAskingDocker() {
        Engines engines = new Engines(Map.of(VARIABLE, "somewhere:5432"), () -> docker(true));

        assertThat(engines.choose("Something", VARIABLE)).isEqualTo(Engine.GIVEN);
        assertThat(engines.given(VARIABLE)).isEqualTo("somewhere:5432");
        assertThat(questions).hasValue(0);
    }

    @Test
    void takesAContainerWhereADockerEngineAnswers() {
        Engines engines = new Engines(Map.of(), () -> docker(true));

        assertThat(engines.choose("Something", VARIABLE)).isEqualTo(Engine.CONTAINER);
    }

    @Test
    void takesAnEmbeddedServerWhereNoDockerEngineAnswers() {
        Engines engines = new Engines(Map.of(), () -> docker(false));

        assertThat(engines.choose("Something", VARIABLE)).isEqualTo(Engine.EMBEDDED);
    }

    @Test
    void treatsABlankVariableAsUnset() {
        Engines engines = new Engines(Map.of(VARIABLE, " "), () -> docker(false));

        assertThat(engines.choose("Something", VARIABLE)).isEqualTo(Engine.EMBEDDED);
    }

    @Test
    void eachServerIsChosenByItsOwnVariable() {
        Engines engines = new Engines(Map.of(VARIABLE, "somewhere:5432"), () -> docker(false));

        assertThat(engines.choose("Something else", "DCARBON_TEST_OTHER_URL")).isEqualTo(Engine.EMBEDDED);
    }

    private boolean docker(boolean answers) {
        questions.incrementAndGet();
        return answers;
    }
}
