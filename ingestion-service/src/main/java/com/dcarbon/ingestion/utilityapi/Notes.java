// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import com.dcarbon.ingestion.source.NotUnderstood;
import com.dcarbon.ingestion.source.NotUnderstood.Place;

/** Counts by reason what was left out of an import; of what was not understood it keeps a few places in each document. */
final class Notes implements Consumer<String> {
    static final int MOST_PLACES = 5;
    /** Some reasons hold a word of the document, of which there may be any number. */
    private static final int MOST = 200;
    private static final int WHOLE_OBJECT = -1;

    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    private final Map<Misunderstanding, Long> amounts = new ConcurrentHashMap<>();
    private final Map<Misunderstanding, List<Place>> places = new ConcurrentHashMap<>();
    private final Map<Misunderstanding, Integer> placesHere = new ConcurrentHashMap<>();
    private String document = "";
    private int object;
    private int reading = WHOLE_OBJECT;

    /** What is noted from now on is in that document. */
    void in(String name) {
        document = name;
        placesHere.clear();
    }

    /** What is noted from now on is said of all readings of that object; counted from 0. */
    void at(int objectNumber) {
        at(objectNumber, WHOLE_OBJECT);
    }

    /** What is noted from now on is about that reading; counted from 0. */
    void at(int objectNumber, int readingNumber) {
        object = objectNumber;
        reading = readingNumber;
    }

    @Override
    public void accept(String reason) {
        boolean known = counts.containsKey(reason) || counts.size() < MOST;
        counts.merge(known ? reason : "further_reasons", 1L, Long::sum);
        Misunderstanding.of(reason).ifPresent(what -> keepPlace(what, reason));
    }

    private void keepPlace(Misunderstanding what, String reason) {
        amounts.merge(what, 1L, Long::sum);
        if (placesHere.merge(what, 1, Integer::sum) <= MOST_PLACES) {
            String within = reading == WHOLE_OBJECT ? "" : ".readings[" + reading + "]";
            places.computeIfAbsent(what, unused -> new ArrayList<>())
                    .add(new Place(document, "intervals[" + object + "]" + within + ", " + reason));
        }
    }

    Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    List<NotUnderstood> notUnderstood() {
        return new TreeMap<>(amounts).entrySet()
                .stream()
                .map(each -> new NotUnderstood(each.getKey().wire(), each.getValue(),
                        places.getOrDefault(each.getKey(), List.of())))
                .toList();
    }
}
