// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import com.dcarbon.systemtests.fuzz.RawRequest.Header;

/** Headers, formats and files that nobody asked for. */
final class Stray {
    private static final List<String> FILES = List.of("", "not xml", "<feed/>",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"/>",
            "<?xml version=\"1.0\"?><!DOCTYPE f [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                    + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><feed xmlns=\"http://www.w3.org/2005/Atom\"><id>&c;</id></feed>",
            "<?xml version=\"1.0\"?><!DOCTYPE f [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                    + "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>&x;</id></feed>",
            "<?xml version=\"1.0\" encoding=\"UTF-7\"?><feed/>", "<a>".repeat(5_000), "\u0000\u0001", "{\"a\":1}",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>urn:uuid:1</id><content><IntervalBlock "
                    + "xmlns=\"http://naesb.org/espi\"><interval><duration>x</duration><start>1e400</start></interval>"
                    + "<IntervalReading><value>99999999999999999999</value></IntervalReading></IntervalBlock></content>"
                    + "</entry></feed>");
    private static final List<String> NAMES = List.of("a.xml", "../../a.xml", "a\\\"; x=\\\"b.xml", "=cmd.xml", "ä.xml",
            "a.xml\u0001", "", "x".repeat(5_000), "/etc/passwd", "a;b", "%0d%0aX-Fuzzed: yes");

    private Stray() {}

    /** Each at its worst. */
    static List<Header> headers() {
        return Stream.of(
                of("If-Match", "*", "W/\"1\"", "\"x\"", "\"99999999999999999999\"", "1", "\"1\", \"2\"", "\"", "", "é"),
                of("If-None-Match", "*", "\"1\"", "x"),
                of("If-Modified-Since", "yesterday", "Fri, 31 Feb 9999 99:99:99 GMT"),
                of("Idempotency-Key", "", " ", "k", "é".repeat(150), "k".repeat(300), "' or 1=1--", "{}"),
                of("Range", "bytes=0-0", "bytes=9-1", "bytes=-9999999999999999999", "bytes=a-b", "lines=1-2",
                        "bytes=" + "0-0,".repeat(500) + "1-1"),
                of("Accept", "text/html", "application/xml", "x", "*", "*/*;q=x", "application/json;q=7", "a/b;;;",
                        ",,,", "",
                        "application/problem+json", "text/event-stream", "image/*", "application/json;charset=x"),
                of("Accept-Language", "x".repeat(1_000), "*;q=", "zz-ZZ-x-y-z", "é"),
                of("Accept-Charset", "utf-99", "*;q=9"),
                of("Accept-Encoding", "gzip;q=x", "*;q=0", "x"), of("Content-Encoding", "gzip", "x"),
                of("Content-Type", "application/json", "text/plain", "x"), of("Content-Language", "é"),
                of("Expect", "100-continue", "a banana"), of("Upgrade", "websocket", "h2c", "x"),
                of("Connection", "Upgrade"),
                of("Last-Event-ID", "", "x", "-1", "99999999999999999999", "é", "0-0", "{}"),
                of("Cookie", "a", "=b", "a=\"b", "dcarbon=x; dcarbon=y", "a=" + "b".repeat(4_000), "é=é",
                        "$Version=1; a=b",
                        "__Host-dcarbon-authorization=..", "dcarbon_portal=e30.e30.e30"),
                of("Origin", "null", "https://evil.example", "x", "http://localhost:3000.evil.example", "é"),
                of("Referer", "javascript:x", "é"), of("Forwarded", "for=\"_x\";proto=javascript", "x"),
                of("X-Forwarded-For", "<script>", "' or 1=1--", "999.999.999.999", ",,,,", "::1%eth0", "é"),
                of("X-Forwarded-Proto", "javascript"), of("X-Forwarded-Host", "evil.example", "a b", "a\"b"),
                of("X-Forwarded-Prefix", "//evil.example"), of("X-HTTP-Method-Override", "DELETE", "x"),
                of("traceparent", "x", "00-0-0-0", "00-00000000000000000000000000000000-0000000000000000-00",
                        "ff-11111111111111111111111111111111-1111111111111111-ff"),
                of("tracestate", "x".repeat(600), "a=b,a=b,=,"), of("baggage", "a=b;c", "é=%zz", "=,=,="),
                of("Authorization", "", "Bearer", "Bearer x", "Bearer é", "Basic YTpi", "Bearer a b", "Digest x"),
                of("X-Unknown", "é", "x".repeat(3_000)), of("Max-Forwards", "-1"), of("Via", "1.1 x".repeat(50)),
                of("access-control-request-method", "DELETE")).flatMap(values -> values).toList();
    }

    private static Stream<Header> of(String name, String... values) {
        return Stream.of(values).map(value -> new Header(name, value));
    }

    /** A wrong one, or none. */
    static Optional<String> contentTypes(RandomGenerator random) {
        List<String> types = List.of("text/plain", "application/xml", "x", "application/json;charset=utf-7",
                "application/json;charset=", "application/json;charset=utf-16", "multipart/form-data",
                "multipart/form-data; boundary=", "application/x-www-form-urlencoded", "application/merge-patch+json",
                "application/json, application/json", "*/*", "application/*", "application/x-ndjson",
                "application/cbor",
                "application/octet-stream", "é/é", "");
        String type = Samples.pick(types, random);
        return type.isEmpty() ? Optional.empty() : Optional.of(type);
    }

    /** A form with a file. */
    static byte[] upload(RandomGenerator random, boolean sound, List<Header> headers) {
        String boundary = "fuzz-boundary";
        headers.add(new Header("Content-Type", sound || random.nextInt(6) > 0
                ? "multipart/form-data; boundary=" + boundary
                : Samples.pick(List.of("multipart/form-data", "multipart/form-data; boundary=other",
                        "multipart/mixed; boundary=" + boundary, "application/xml"), random)));
        String part = sound || random.nextInt(6) > 0 ? "file" : Samples.pick(List.of("", "x", "file\\\"", "é"), random);
        String name = sound ? "a.xml" : Samples.pick(NAMES, random);
        String start = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + part + "\""
                + (sound || random.nextInt(8) > 0 ? "; filename=\"" + name + "\"" : "") + "\r\n"
                + (sound || random.nextInt(4) > 0 ? "Content-Type: application/xml\r\n" : "") + "\r\n";
        String end = sound || random.nextInt(6) > 0 ? "\r\n--" + boundary + "--\r\n" : "";
        String twice = random.nextInt(6) == 0 ? "\r\n" + start + "again" : "";
        return (start + Samples.pick(FILES, random) + twice + end).getBytes(StandardCharsets.UTF_8);
    }
}
