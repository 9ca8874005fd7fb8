// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;
import com.dcarbon.facility.FacilityProblem;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.InvalidField;
import com.dcarbon.platform.problem.ProblemException;

import tools.jackson.databind.JsonNode;

/** An owner's edit of a facility, as a JSON merge patch. */
public final class FacilityPatch {
    private static final Set<String> FIELDS = Set.of("name", "address", "finance", "installer", "utility_provider",
            "registration");
    private static final Set<String> ADDRESS = Set.of("line1", "line2", "city", "state", "postal_code", "country");
    private static final Set<String> FINANCE = Set.of("type", "company");
    private static final Set<String> INSTALLER = Set.of("name", "system_size_kw_dc", "system_size_kw_ac",
            "commercial_operation_date");
    private static final int LONG = 200;
    private static final int SHORT = 100;
    private static final int PLANNED_AHEAD_YEARS = 10;
    private static final BigDecimal LARGEST_RATIO = BigDecimal.TEN;

    private final JsonNode json;
    private final Predicate<String> knownUtility;
    private final List<InvalidField> mistakes = new ArrayList<>();

    /**
     * @param knownUtility whether there is a utility with that profile id
     * @throws ProblemException {@code invalid_request} if it is no JSON object
     */
    public FacilityPatch(JsonNode json, Predicate<String> knownUtility) {
        if (!json.isObject()) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, "The body must be a JSON object.");
        }
        this.json = json;
        this.knownUtility = knownUtility;
    }

    /**
     * The facility after the edit: the same one if the edit changes nothing.
     *
     * @throws ProblemException {@code invalid_request} naming every field that cannot be meant; {@code
     *     use_provider_change} or {@code registration_complete} for what only an unfinished registration allows
     */
    public Facility applyTo(Facility facility, Person editor, Instant now) {
        PatchObject patch = new PatchObject(json, "", FIELDS, mistakes);
        Editable edits = edits(patch, facility.editable(), lastOperationDate(now));
        RegistrationStep step = step(patch, facility.ownerRole());
        if (!mistakes.isEmpty()) {
            String names = String.join(", ", mistakes.stream().map(InvalidField::field).distinct().toList());
            throw new ProblemException(CommonProblem.INVALID_REQUEST, "Not valid: " + names + ".")
                    .withFields(mistakes);
        }
        if (!facility.isInProgress()) {
            refuseWhatIsOver(patch);
        }
        boolean unchanged = edits.equals(facility.editable())
                && (step == null || step == facility.registration().step());
        return unchanged ? facility : facility.edited(edits, step, editor, now);
    }

    private static void refuseWhatIsOver(PatchObject patch) {
        if (patch.has("utility_provider")) {
            throw new ProblemException(FacilityProblem.USE_PROVIDER_CHANGE,
                    "The registration is complete, so the utility is not simply edited.");
        }
        if (patch.has("registration")) {
            throw new ProblemException(FacilityProblem.REGISTRATION_COMPLETE,
                    "The registration is complete; there is no step to go to.");
        }
    }

    private static LocalDate lastOperationDate(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).plusYears(PLANNED_AHEAD_YEARS);
    }

    private Editable edits(PatchObject patch, Editable current, LocalDate lastDay) {
        return new Editable(patch.required("name", current.name(), PatchValues.text(LONG)),
                patch.object("address", current.address(), ADDRESS, address -> address(address, current.address())),
                patch.object("finance", current.finance(), FINANCE, finance -> finance(finance, current.finance())),
                patch.object("installer", current.installer(), INSTALLER,
                        installer -> installer(installer, current.installer(), lastDay)),
                patch.object("utility_provider", current.utilityProviderId(), Set.of("id"), this::utility));
    }

    private static @Nullable Address address(PatchObject patch, @Nullable Address known) {
        Address current = Objects.requireNonNullElse(known, Address.UNKNOWN);
        Address address = new Address(patch.value("line1", current.line1(), PatchValues.text(LONG)),
                patch.value("line2", current.line2(), PatchValues.text(LONG)),
                patch.value("city", current.city(), PatchValues.text(SHORT)),
                patch.value("state", current.state(), PatchValues.text(SHORT)),
                patch.value("postal_code", current.postalCode(), PatchValues.text(20)),
                patch.value("country", current.country(), PatchValues::country));
        String postalCode = address.postalCode();
        if ("US".equals(address.country()) && postalCode != null && !postalCode.matches("\\d{5}(-\\d{4})?")) {
            patch.mistake("postal_code", "must be a ZIP code, for example 94105 or 94105-1234");
        }
        return address.isUnknown() ? null : address;
    }

    private static @Nullable Finance finance(PatchObject patch, @Nullable Finance known) {
        Finance current = Objects.requireNonNullElse(known, Finance.UNKNOWN);
        Finance finance = new Finance(
                patch.value("type", current.type(),
                        PatchValues.choice(Finance.Type::of, "cash, loan, ppa, lease, other")),
                patch.value("company", current.company(), PatchValues.text(LONG)));
        return finance.isUnknown() ? null : finance;
    }

    private static @Nullable Installer installer(PatchObject patch, @Nullable Installer known, LocalDate lastDay) {
        Installer current = Objects.requireNonNullElse(known, Installer.UNKNOWN);
        Installer installer = new Installer(patch.value("name", current.name(), PatchValues.text(LONG)),
                patch.value("system_size_kw_dc", current.systemSizeKwDc(), PatchValues::kilowatts),
                patch.value("system_size_kw_ac", current.systemSizeKwAc(), PatchValues::kilowatts),
                patch.value("commercial_operation_date", current.commercialOperationDate(),
                        PatchValues.dateUntil(lastDay)));
        refuseSizesThatDoNotFit(patch, installer);
        return installer.isUnknown() ? null : installer;
    }

    /** Panels and inverters are never so unlike; one of the two sizes is then in watts or megawatts. */
    private static void refuseSizesThatDoNotFit(PatchObject patch, Installer installer) {
        BigDecimal dc = installer.systemSizeKwDc();
        BigDecimal ac = installer.systemSizeKwAc();
        if (dc == null || ac == null || dc.max(ac).compareTo(dc.min(ac).multiply(LARGEST_RATIO)) <= 0) {
            return;
        }
        for (String size : List.of("system_size_kw_dc", "system_size_kw_ac")) {
            if (patch.has(size)) {
                patch.mistake(size, "does not fit the other size: %s kW DC and %s kW AC".formatted(dc, ac));
            }
        }
    }

    private String utility(PatchObject patch) {
        String id = patch.required("id", "", PatchValues.text(SHORT));
        if (!id.isEmpty() && !knownUtility.test(id)) {
            patch.mistake("id", "is not a utility that we know; GET /utilities lists them");
        } else if (!patch.has("id")) {
            patch.mistake("id", "is missing");
        }
        return id;
    }

    private static @Nullable RegistrationStep step(PatchObject patch, OwnerRole role) {
        if (patch.isNull("registration")) {
            patch.mistake("registration", "cannot be removed");
            return null;
        }
        RegistrationStep unchanged = null;
        return patch.object("registration", unchanged, Set.of("step"),
                registration -> stepOf(registration, role));
    }

    /** Whoever registers a home has no role to choose. */
    private static @Nullable RegistrationStep stepOf(PatchObject registration, OwnerRole role) {
        if (!registration.has("step")) {
            return null;
        }
        RegistrationStep step = registration.required("step", RegistrationStep.FINANCE_INSTALLER,
                PatchValues.choice(RegistrationStep::of, "role, finance_installer, utility_authorization"));
        if (step == RegistrationStep.ROLE && role == OwnerRole.RESIDENTIAL) {
            registration.mistake("step", "must be finance_installer or utility_authorization: a home has no role step");
        }
        return step;
    }
}
