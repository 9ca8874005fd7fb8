# SPDX-License-Identifier: Apache-2.0
# Sourced by the scripts beside it: finds a JDK of at least version 25 and puts its folder into JDK.

is_jdk_25() {
    local version
    version="$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)"
    [[ -n "$version" && "$version" -ge 25 && -x "$1/bin/javac" ]]
}

find_jdk() {
    local candidate
    for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* "${HOME:-}"/.sdkman/candidates/java/* \
        "${HOME:-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if is_jdk_25 "$candidate"; then
            JDK="$candidate"
            return 0
        fi
    done
    # Last, because it takes a JVM to ask where the java of the PATH lives.
    if command -v java >/dev/null 2>&1; then
        candidate="$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')"
        if is_jdk_25 "$candidate"; then
            JDK="$candidate"
            return 0
        fi
    fi
    echo "A JDK of version 25 or later is needed. Install one, or set JAVA_HOME to it." >&2
    return 1
}
