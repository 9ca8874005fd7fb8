// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.preference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.notification.rules.Kind;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.InvalidField;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** Keeps what a person wants to be told, all of a request or nothing. */
@Component
class ChangingPreferences {
    private final Preferences preferences;
    private final TransactionalOperator tx;

    ChangingPreferences(Preferences preferences, TransactionalOperator tx) {
        this.preferences = preferences;
        this.tx = tx;
    }

    Mono<Void> change(Caller caller, List<WantedPreferences.Item> wanted) {
        return Mono.defer(() -> preferences.keep(caller.userId(), wishes(caller, wanted)).as(tx::transactional));
    }

    private static Map<Kind, Wish> wishes(Caller caller, List<WantedPreferences.Item> wanted) {
        Map<Kind, Wish> wishes = new LinkedHashMap<>();
        List<InvalidField> errors = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            WantedPreferences.Item item = wanted.get(i);
            String field = "items[" + i + "]";
            Kind kind = Kind.named(Objects.requireNonNull(item.kind())).filter(some -> some.concerns(caller.isAdmin()))
                    .orElse(null);
            Wish wish = new Wish(Boolean.TRUE.equals(item.email()), Boolean.TRUE.equals(item.inApp()));
            if (kind == null) {
                errors.add(new InvalidField(field + ".kind", "is none of the kinds in the list"));
            } else if (kind.isLocked() && !wish.equals(Wish.EVERYTHING)) {
                errors.add(new InvalidField(field + (wish.email() ? ".in_app" : ".email"),
                        "cannot be switched off: it tells who gets or loses access"));
            } else if (wishes.put(kind, wish) != null) {
                errors.add(new InvalidField(field + ".kind", "stands in the list twice"));
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST,
                    "Some preferences cannot be kept; none was changed.")
                    .withFields(errors);
        }
        wishes.keySet().removeIf(Kind::isLocked);
        return wishes;
    }
}
