// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.fault;

import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A change to a body that was right. */
public sealed interface Alteration {
    /** The changed body. {@code ownHost} is what the utility's own links begin with: scheme and authority. */
    String of(String body, String ownHost);

    /** The first half, as a complete answer. */
    record Truncated() implements Alteration {
        @Override
        public String of(String body, String ownHost) {
            return body.substring(0, body.length() / 2);
        }
    }

    /** An end tag without a start in the middle, when half of the entries are read. */
    record Malformed() implements Alteration {
        @Override
        public String of(String body, String ownHost) {
            int middle = body.indexOf('>', body.length() / 2) + 1;
            return body.substring(0, middle) + "</oops><entry broken=>&nosuch;" + body.substring(middle);
        }
    }

    /** A document type before the root whose entity {@code lol} is used in the first title. */
    record WithDoctype(String declarations) implements Alteration {
        private static final Pattern ROOT = Pattern.compile("<(?![?!])");
        private static final Pattern TITLE = Pattern.compile("<title>");
        private static final Pattern END_OF_FIRST_TAG = Pattern.compile("<(?![?!])[^>]*>");

        @Override
        public String of(String body, String ownHost) {
            String used = TITLE.matcher(body).find()
                    ? TITLE.matcher(body).replaceFirst("<title>&lol;")
                    : END_OF_FIRST_TAG.matcher(body).replaceFirst("$0&lol;");
            return ROOT.matcher(used).replaceFirst(Matcher.quoteReplacement("<!DOCTYPE feed [" + declarations + "]><"));
        }
    }

    /** Every link of its own, in XML or JSON, leads elsewhere; a feed has a next page there too. */
    record ElsewhereLinked(URI elsewhere) implements Alteration {
        private static final Pattern FEED = Pattern.compile("<feed\\b[^>]*>");

        @Override
        public String of(String body, String ownHost) {
            String base = elsewhere.toString().replaceFirst("/+$", "");
            String next = "$0<link rel=\"next\" href=\"" + Matcher.quoteReplacement(base) + "/next\"/>";
            String changed = FEED.matcher(body.replace(ownHost, base)).replaceFirst(next);
            return changed.replace("\"next\":null", "\"next\":\"" + base + "/next\"");
        }
    }

    /** A feed without an entry. */
    record Vacant() implements Alteration {
        @Override
        public String of(String body, String ownHost) {
            return Entries.of(body, _ -> List.of());
        }
    }

    /** Each entry of a feed comes twice. */
    record Repeated() implements Alteration {
        @Override
        public String of(String body, String ownHost) {
            return Entries.of(body, entries -> entries.stream().flatMap(entry -> Stream.of(entry, entry)).toList());
        }
    }

    /** The entries of a feed come the other way round: readings before what they are readings of. */
    record Reversed() implements Alteration {
        @Override
        public String of(String body, String ownHost) {
            return Entries.of(body, List::reversed);
        }
    }

    /** A brace too much in the middle of a JSON document. */
    record MalformedJson() implements Alteration {
        @Override
        public String of(String body, String ownHost) {
            int middle = body.length() / 2;
            return body.substring(0, middle) + "}{,]" + body.substring(middle);
        }
    }

    /** A JSON list without anything in it. */
    record Emptied() implements Alteration {
        private static final Pattern LIST = Pattern.compile("(?s)^\\{\"(\\w+)\":\\[.*");

        @Override
        public String of(String body, String ownHost) {
            return LIST.matcher(body).replaceFirst("{\"$1\":[],\"next\":null}");
        }
    }
}
