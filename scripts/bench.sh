#!/usr/bin/env bash
# bench.sh [--quick] [--only gossip] [--workload W2 --nodes 50] [--runs 3]
#
# Compares this program with similar libraries on this machine: network formation, latency, floods,
# failure detection, memory, idle load. Prints the table row by row, and progress on stderr. Writes
# results.csv and index.html, with charts, to target/bench/. Options: bench.sh --help
if [ -z "${BASH_VERSION:-}" ] || shopt -oq posix; then exec bash "$0" "$@"; fi # started by: sh bench.sh
set -euo pipefail

here=$(readlink -f "$0" 2>/dev/null) || case $0 in */*) here=$0 ;; *) here=./$0 ;; esac # an old macOS has no -f
root=$(cd "${here%/*}/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=find-java.sh
source "$root/scripts/find-java.sh"
# shellcheck source-path=SCRIPTDIR source=maven.sh
source "$root/scripts/maven.sh"

classes=$root/target/bench-build/classes
built=$root/target/bench-build/built

find_java
cd "$root"
if [ ! -e "$built" ] || [ -n "$(find pom.xml src/main src/bench -newer "$built")" ]; then
  require_maven
  echo "Building the benchmark and downloading the other libraries if necessary..." >&2
  run_maven -Pbench process-classes # in a folder of its own, so target/gossip.jar stays as it is
  touch "$built"
fi
exec "$java_home/bin/java" -XX:+UseSerialGC -Dstdout.encoding=UTF-8 -cp "$classes:$root/target/bench-lib/*" \
  gossip.bench.Bench "$@"
