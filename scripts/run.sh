#!/usr/bin/env bash
# run.sh MAIN_CLASS [ARGUMENTS...]: what every other script starts a Java program with.
# Finds a JDK, builds if the source has changed, and becomes the Java process: same pid, same
# folder, so outputfile.txt is written where you are. Without a class it only builds.
# More options for Java may stand in GOSSIP_JAVA_OPTIONS, as in: GOSSIP_JAVA_OPTIONS=-Xmx4g
set -euo pipefail

root=$(readlink -f "$0")
root=${root%/scripts/*}
jvm_options=(
  -XX:+UseSerialGC        # a node is small: one collector thread in each process, not one a core
  -Xms8m                  # many run on one machine: begin small, and grow where --count is large
  -Dstdout.encoding=UTF-8 # like the messages and the log, whatever the locale
  -Dgossip.home="$root"   # where config.txt is
)
read -ra more_options <<<"${GOSSIP_JAVA_OPTIONS:-}"

# shellcheck source-path=SCRIPTDIR source=find-java.sh
source "$root/scripts/find-java.sh"
find_java
# shellcheck source-path=SCRIPTDIR source=build.sh
source "$root/scripts/build.sh"
# shellcheck source-path=SCRIPTDIR source=archive.sh
source "$root/scripts/archive.sh"
build_if_changed
[ $# -gt 0 ] || exit 0
use_archive
exec "$java_home/bin/java" "${jvm_options[@]}" ${more_options[@]+"${more_options[@]}"} -cp "${jar:?}" "$@"
