// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import static com.dcarbon.facility.rules.FacilityFixture.NOON;
import static com.dcarbon.facility.rules.FacilityFixture.OWNER;
import static com.dcarbon.facility.rules.FacilityFixture.facility;
import static com.dcarbon.facility.rules.FacilityFixture.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.RegistrationStatus;
import com.dcarbon.platform.problem.InvalidField;
import com.dcarbon.platform.problem.ProblemException;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class FacilityPatchTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Set<String> UTILITIES = Set.of("pge", "sce");

    private final Facility facility = facility(OwnerRole.OWNER_OPERATOR);

    @Test
    void setsEverythingThatCanBeEdited() {
        Facility edited = patch(facility, """
                {'name': ' New roof ', 'address': {'line1': '1 Market St', 'city': 'San Francisco', 'state': 'CA',
                 'postal_code': '94105', 'country': 'US'}, 'finance': {'type': 'ppa', 'company': 'Sunbank'},
                 'installer': {'name': 'Sparks', 'system_size_kw_dc': 12.50, 'system_size_kw_ac': 10,
                 'commercial_operation_date': '2024-02-29'}, 'utility_provider': {'id': 'pge'},
                 'registration': {'step': 'utility_authorization'}}""");

        assertThat(edited.editable()).isEqualTo(new Editable("New roof",
                new Address("1 Market St", null, "San Francisco", "CA", "94105", "US"),
                new Finance(Finance.Type.PPA, "Sunbank"), new Installer("Sparks", new BigDecimal("12.5"),
                        new BigDecimal("10"), LocalDate.of(2024, 2, 29)),
                "pge"));
        assertThat(edited.registration().step()).isEqualTo(RegistrationStep.UTILITY_AUTHORIZATION);
        assertThat(edited.editVersion()).isEqualTo(2);
    }

    @Test
    void keepsWhatIsAbsentAndRemovesWhatIsNull() {
        Facility full = patch(facility, """
                {'address': {'line1': '1 Market St', 'line2': 'Unit 2', 'city': 'San Francisco'},
                 'finance': {'type': 'cash'}, 'utility_provider': {'id': 'pge'}}""");

        Facility edited = patch(full, "{'address': {'line2': null}, 'finance': null, 'utility_provider': null}");

        assertThat(edited.editable()).isEqualTo(new Editable("Roof",
                new Address("1 Market St", null, "San Francisco", null, null, null), null, null, null));
    }

    @Test
    void forgetsAnObjectOfWhichNothingIsLeft() {
        Facility edited = patch(patch(facility, "{'address': {'city': 'Fresno'}}"), "{'address': {'city': null}}");

        assertThat(edited.editable().address()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'name': 'Roof'}", "{'registration': {}}", "{'address': {}}", "{'finance': null}",
            "{'registration': {'step': 'finance_installer'}}"})
    void isNoEditIfNothingChanges(String patch) {
        assertThat(patch(facility, patch)).isSameAs(facility);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'colour': 'red'}                                        | colour
            {'id': '1'}                                              | id
            {'auth_status': 'authorized'}                            | auth_status
            {'owner_role': 'owner'}                                  | owner_role
            {'name': null}                                           | name
            {'name': '  '}                                           | name
            {'name': 7}                                              | name
            {'name': ['a']}                                          | name
            {'address': 'Fresno'}                                    | address
            {'address': {'street': 'x'}}                             | address.street
            {'address': {'line1': {}}}                               | address.line1
            {'address': {'country': 'XX'}}                           | address.country
            {'address': {'country': 'US', 'postal_code': 'AB1 2CD'}} | address.postal_code
            {'finance': {'type': 'gold'}}                            | finance.type
            {'finance': {'type': 'CASH'}}                            | finance.type
            {'finance': []}                                          | finance
            {'installer': {'system_size_kw_dc': '12'}}               | installer.system_size_kw_dc
            {'installer': {'system_size_kw_dc': 0}}                  | installer.system_size_kw_dc
            {'installer': {'system_size_kw_ac': -3}}                 | installer.system_size_kw_ac
            {'installer': {'system_size_kw_ac': 1e300}}              | installer.system_size_kw_ac
            {'installer': {'system_size_kw_dc': 10000000}}           | installer.system_size_kw_dc
            {'installer': {'system_size_kw_dc': 1000000.001}}        | installer.system_size_kw_dc
            {'installer': {'commercial_operation_date': '9999-12-31'}} | installer.commercial_operation_date
            {'installer': {'commercial_operation_date': '2036-11-21'}} | installer.commercial_operation_date
            {'installer': {'commercial_operation_date': '1899-12-31'}} | installer.commercial_operation_date
            {'name': 'a\\u202Eb'}                                    | name
            {'name': 'a\\u2028b'}                                    | name
            {'name': 'a\\ud800b'}                                    | name
            {'installer': {'system_size_kw_ac': 1.23456}}            | installer.system_size_kw_ac
            {'installer': {'commercial_operation_date': '2023-02-29'}} | installer.commercial_operation_date
            {'installer': {'commercial_operation_date': 20230101}}   | installer.commercial_operation_date
            {'utility_provider': {'id': 'atlantis'}}                 | utility_provider.id
            {'utility_provider': {}}                                 | utility_provider.id
            {'utility_provider': {'id': null}}                       | utility_provider.id
            {'utility_provider': 'pge'}                              | utility_provider
            {'registration': null}                                   | registration
            {'registration': {'step': 'done'}}                       | registration.step
            {'registration': {'step': null}}                         | registration.step
            {'registration': {'status': 'complete'}}                 | registration.status
            """)
    void namesTheFieldThatCannotBeMeant(String patch, String field) {
        assertThatThrownBy(() -> patch(facility, patch)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.type().code()).isEqualTo("invalid_request");
            assertThat(problem.fields()).extracting("field").containsExactly(field);
        });
    }

    @Test
    void takesTheLargestSystemThatIsPlannedTheFarthestAhead() {
        Facility edited = patch(facility, """
                {'installer': {'system_size_kw_dc': 1000000, 'system_size_kw_ac': 100000,
                 'commercial_operation_date': '2036-11-20'}}""");

        assertThat(edited.editable().installer()).isEqualTo(new Installer(null, new BigDecimal("1000000"),
                new BigDecimal("100000"), LocalDate.of(2036, 11, 20)));
    }

    @Test
    void refusesSizesThatCannotBelongTogether() {
        Facility sized = patch(facility, "{'installer': {'system_size_kw_dc': 5}}");

        assertThat(mistakes(sized, "{'installer': {'system_size_kw_ac': 4000}}"))
                .containsExactly("installer.system_size_kw_ac");
        assertThat(mistakes(facility, "{'installer': {'system_size_kw_ac': 5, 'system_size_kw_dc': 5000}}"))
                .containsExactly("installer.system_size_kw_dc", "installer.system_size_kw_ac");
        assertThat(patch(sized, "{'name': 'Carport'}").editable().name()).isEqualTo("Carport");
    }

    @Test
    void knowsNoRoleStepForAHome() {
        Facility home = facility(OwnerRole.RESIDENTIAL);

        assertThat(mistakes(home, "{'registration': {'step': 'role'}}")).containsExactly("registration.step");
        assertThat(patch(home, "{'registration': {'step': 'utility_authorization'}}").registration().step())
                .isEqualTo(RegistrationStep.UTILITY_AUTHORIZATION);
    }

    @Test
    void touchesTheRegistrationWithEveryEditWhileItIsInProgress() {
        assertThat(patch(facility, "{'name': 'Carport'}").registration()).isEqualTo(new Registration(
                RegistrationStatus.IN_PROGRESS, RegistrationStep.FINANCE_INSTALLER, NOON.plusSeconds(1)));
        Facility complete = in(OwnerRole.OWNER_OPERATOR, AuthStatus.AUTHORIZED);
        assertThat(patch(complete, "{'name': 'Carport'}").registration()).isEqualTo(complete.registration());
    }

    @Test
    void keepsScriptsAsTheTextThatTheyAre() {
        assertThat(patch(facility, "{'name': '<script>alert(1)</script> ☀️ Żółć'}").editable().name())
                .isEqualTo("<script>alert(1)</script> ☀️ Żółć");
    }

    private static List<String> mistakes(Facility facility, String json) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(ProblemException.class, () -> patch(facility, json))
                .fields()
                .stream()
                .map(InvalidField::field)
                .toList();
    }

    @Test
    void namesAllMistakesAtOnce() {
        assertThatThrownBy(() -> patch(facility, "{'name': '', 'colour': 1, 'finance': {'type': 'gold'}}"))
                .isInstanceOfSatisfying(ProblemException.class,
                        problem -> assertThat(problem.fields()).extracting("field")
                                .containsExactlyInAnyOrder("name", "colour", "finance.type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "'name'", "7"})
    void refusesWhatIsNoObject(String patch) {
        assertThatThrownBy(() -> patch(facility, patch)).isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesTextThatIsTooLongOrHoldsControlCharacters() {
        assertThatThrownBy(() -> patch(facility, "{'name': '" + "x".repeat(201) + "'}"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> patch(facility, "{'name': 'a\\u0000b'}")).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'utility_provider': {'id': 'sce'}}   | use_provider_change
            {'utility_provider': null}            | use_provider_change
            {'registration': {'step': 'role'}}    | registration_complete
            """)
    void leavesTheUtilityAndTheStepOfACompleteRegistrationAlone(String patch, String code) {
        Facility complete = in(OwnerRole.OWNER_OPERATOR, AuthStatus.AUTHORIZED);

        assertThatThrownBy(() -> patch(complete, patch)).isInstanceOfSatisfying(ProblemException.class,
                problem -> assertThat(problem.type().code()).isEqualTo(code));
        assertThat(patch(complete, "{'name': 'Still mine'}").editable().name()).isEqualTo("Still mine");
    }

    private static Facility patch(Facility facility, String json) {
        return new FacilityPatch(JSON.readTree(json.replace('\'', '"')), UTILITIES::contains).applyTo(facility, OWNER,
                NOON.plusSeconds(1));
    }
}
