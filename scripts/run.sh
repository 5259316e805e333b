#!/usr/bin/env bash
# run.sh MAIN_CLASS [ARGUMENTS...]: what every other script starts a Java program with.
# Finds a JDK, builds if the source has changed, and becomes the Java process: same pid, same
# folder, so outputfile.txt is written where you are. Without a class it only builds.
# More options for Java may stand in GOSSIP_JAVA_OPTIONS, as in: GOSSIP_JAVA_OPTIONS=-Xmx4g
set -euo pipefail

root=$(readlink -f "$0")
root=${root%/scripts/*}
jvm_options=(
  -Xms8m                  # many run on one machine: begin small, and grow where much is to be held
  -Dstdout.encoding=UTF-8 # like the messages and the log, whatever the locale
  -Dgossip.home="$root"   # where config.txt is
)
one_node=(
  -XX:+UseSerialGC         # small: one collector thread in each process, not one a core
  -XX:TieredStopAtLevel=1  # compiles at once, and not again for speed that a node does not need
  -XX:CompileCommandFile="$root/scripts/compile-early.txt" # sooner still where messages pass
  -Xmx256m                 # otherwise garbage may pile up to a quarter of the machine, in each process
)
many_nodes=(
  -XX:+UseG1GC             # the serial one would not give so many their room for what is soon garbage
  -XX:G1HeapRegionSize=1m  # on a large machine they would be larger, and half of them empty with 200 peers
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
case " $* " in
  *' --count'[\ =]*) jvm_options+=("${many_nodes[@]}") ;;
  ' gossip.PeerNode '* | ' gossip.SeedNode '*) jvm_options+=("${one_node[@]}") ;;
  *) jvm_options+=(-XX:+UseSerialGC) ;;
esac
exec "$java_home/bin/java" "${jvm_options[@]}" ${more_options[@]+"${more_options[@]}"} -cp "${jar:?}" "$@"
