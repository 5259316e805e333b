#!/usr/bin/env bash
# bench.sh [--quick] [--only gossip] [--workload W2 --nodes 50] [--runs 3]
#
# This program beside what one would take instead, on this machine: forming, latency, floods,
# failure detection, memory, idleness. The table appears as it comes to be, progress on stderr;
# target/bench/ gets results.csv and index.html, with charts. --help lists the options.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "$0")")")
# shellcheck source-path=SCRIPTDIR source=find-java.sh
source "$root/scripts/find-java.sh"

classes=$root/target/bench-build/classes
built=$root/target/bench-build/built

find_java
cd "$root"
if [ ! -e "$built" ] || [ -n "$(find pom.xml src/main src/bench -newer "$built")" ]; then
  echo "Building the benchmark, and fetching the rivals if need be..." >&2
  # The profile has a build folder of its own: the jar that you run is not touched.
  if ! output=$(JAVA_HOME=${java_home:?} mvn -q -B -ntp -Pbench -Dmaven.compiler.failOnWarning="${BENCH_STRICT:-false}" \
    process-classes 2>&1); then
    echo "$output" >&2
    exit 1
  fi
  touch "$built"
fi
exec "$java_home/bin/java" -XX:+UseSerialGC -Dstdout.encoding=UTF-8 -cp "$classes:$root/target/bench-lib/*" \
  gossip.bench.Bench "$@"
