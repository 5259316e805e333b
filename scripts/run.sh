#!/usr/bin/env bash
# run.sh MAIN_CLASS [ARGUMENTS...]
#
# Starts a Java program of this project; the other scripts call it. Finds a JDK, builds if a source has changed,
# and becomes the Java process, which keeps process id and working folder. Without a class it only builds.
# GOSSIP_JAVA_OPTIONS may hold options for Java, separated by spaces or line breaks: GOSSIP_JAVA_OPTIONS=-Xmx4g
if [ -z "${BASH_VERSION:-}" ] || shopt -oq posix; then exec bash "$0" "$@"; fi # started by: sh run.sh
set -euo pipefail

# A descriptor that is closed would be taken by the next file that is opened. Ignoring TTIN and TTOU, a node in the
# background of a shell is not stopped when it reads or writes the terminal.
{ : 3<&0; } 2>/dev/null || exec </dev/null
{ : 3>&1; } 2>/dev/null || exec >/dev/null
{ : 3>&2 && [ ! -x /dev/fd/2 ]; } || exec 2>/dev/null # bash may have opened the script itself there
trap '' TTIN TTOU
command -v find >/dev/null || PATH=$PATH:/usr/bin:/bin

here=$(readlink -f "$0" 2>/dev/null) || case $0 in */*) here=$0 ;; *) here=./$0 ;; esac # an old macOS has no -f
root=$(cd "${here%/*}/.." && pwd)

# shellcheck source-path=SCRIPTDIR source=find-java.sh
source "$root/scripts/find-java.sh"

[ -z "$(cd -P . 2>&1)" ] || stop "The working folder ${PWD:-} was removed: move to another one."
case $root in *:*) stop "The folder $root has a colon in its name, which Java cannot use: rename or move it." ;; esac
find_java
# On Linux, Java finds its libraries by /proc, which may not be mounted.
[[ $OSTYPE != linux* || -e /proc/self ]] || export LD_LIBRARY_PATH="$java_home/lib"
if [ -e "$root/scripts/build.sh" ]; then
  # shellcheck source-path=SCRIPTDIR source=build.sh
  source "$root/scripts/build.sh"
  build_if_changed
else
  jar=$root/gossip.jar # a release archive
fi
[ $# -gt 0 ] || exit 0

options=(-Dgossip.home="$root") # the folder of config.txt
given=" ${GOSSIP_JAVA_OPTIONS:-} ${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-} ${_JAVA_OPTIONS:-} "

# add PATTERN OPTION...: adds the options unless an option given by the user matches the pattern.
add() {
  [[ $given =~ [[:space:]]($1) ]] || options+=("${@:2}")
}
collector='-XX:[+-]Use[[:alnum:]]+GC[[:space:]]'
heap='-Xm[nsx]|-XX:(Initial|Min|Max)(Heap|RAM)'

# Sets count to the number of peers in the process: --count, else count= in the configuration file, else 1.
count_peers() {
  local arguments=" $* " config=config.txt line
  local count_option=' --count[ =]0*([0-9]{1,6}) ' config_option=' --config[ =]([^ ]+) '
  local setting='^(--)?count *= *0*([0-9]{1,6})'
  if [[ $arguments =~ $count_option ]]; then
    count=${BASH_REMATCH[1]}
    return
  fi
  [ -e "$config" ] || config=$root/config.txt
  [[ ! $arguments =~ $config_option ]] || config=${BASH_REMATCH[1]}
  [ -f "$config" ] || return 0 # a pipe can be read only once
  while read -r line || [ -n "$line" ]; do
    line=${line#$'\357\273\277'} # a byte order mark
    [[ ! $line =~ $setting ]] || count=${BASH_REMATCH[2]}
  done <"$config"
}

# A link between two peers of one process needs two open files. Java raises the soft limit to the hard one by itself.
require_open_files() {
  local needed=$((120 + 8 * count)) limit
  limit=$(ulimit -Hn)
  [ "$limit" = unlimited ] || [ "$limit" -ge "$needed" ] ||
    stop "A limit of $limit open files is too low: $needed are needed. Raise it, for example with: ulimit -n $needed"
}

# Java reserves more addresses than it uses: 2.6 GB for one peer.
require_address_space() {
  local needed=$((3000000 + 1024 * count)) limit
  limit=$(ulimit -v)
  [ "$limit" = unlimited ] || [ "$limit" -ge "$needed" ] || [[ $given = *-XX:CompressedClassSpaceSize=* ]] ||
    stop "A limit of $limit KiB of addresses is too low: $needed are needed. Raise it, as with: ulimit -v $needed"
}

count=1
[ "$1" != gossip.PeerNode ] || count_peers "$@"
case $1 in gossip.PeerNode | gossip.SeedNode) require_open_files ;; esac
require_address_space
if [ "$count" -gt 1 ]; then
  # Most of what many peers allocate is soon garbage. G1 gives it more room than the serial collector does.
  # The default regions of G1 are larger on a large machine. With 200 peers, half of them would stay empty.
  add "$collector" -XX:+UseG1GC -XX:G1HeapRegionSize=1m
  # A peer takes 0.2 MiB, more if it stores many messages. From 32 GiB on, Java needs larger pointers.
  add "$heap" -Xms8m "-Xmx$((count < 31488 ? 256 + count : 31744))m"
elif [ "$1 ${2:-}" = 'gossip.tool.GossipTool experiment' ]; then
  # A simulation of many peers is large from the start, and it mostly waits for memory.
  add "$collector" -XX:+UseParallelGC
  add "$heap" -Xms512m -XX:MaxRAMPercentage=75
  if grep -qs '\[madvise\]' /sys/kernel/mm/transparent_hugepage/enabled; then
    add -XX:[+-]UseTransparentHugePages -XX:+UseTransparentHugePages
  fi
else
  add "$collector" -XX:+UseSerialGC # one thread, not one per core
  case "$1 ${2:-}" in
    'gossip.PeerNode '* | 'gossip.SeedNode '*)
      add "$heap" -Xms8m -Xmx256m                       # the default limit is a quarter of the machine
      add -XX:TieredStopAtLevel -XX:TieredStopAtLevel=1 # compile fast; a node needs no better code
      # By default, the C library of Linux keeps what the compiler has freed: 5 MiB of an idle node.
      export MALLOC_MMAP_THRESHOLD_="${MALLOC_MMAP_THRESHOLD_:-30000}"
      ;;
    'gossip.tool.GossipTool dashboard' | 'gossip.tool.GossipTool watch')
      # They run for hours, and events die young. Without a limit, Java would use a quarter of the machine before it
      # collects what has become old.
      add "$heap" -Xms48m -Xmn32m -Xmx1g
      ;;
    *) add "$heap" -Xms8m ;;
  esac
  case ${2:-} in
    members | status | neighbors | send | messages | trace | graph | explain | check)
      add -XX:TieredStopAtLevel -XX:TieredStopAtLevel=1 # the process ends before better code would pay
      ;;
  esac
fi
add -Dstdout.encoding= -Dstdout.encoding=UTF-8  # the encoding of the event log, whatever the locale
[ ! -t 1 ] || options+=(-Dgossip.stdout.terminal=true) # the default of --console
[ ! -t 2 ] || [ "${TERM:-dumb}" = dumb ] || options+=(-Dgossip.terminal=true) # stderr can show a progress bar

# Java takes names and arguments that are not ASCII apart in the C locale, which it also uses if one of the variables
# names a locale that this machine does not have. Only the C locale has no letters beyond ASCII, such as this one.
locale=${LC_ALL:-${LC_CTYPE:-${LANG:-}}}
[[ $'\303\244' == [[:alpha:]]* ]] || locale=C.UTF-8
{ export LC_ALL="$locale"; } 2>/dev/null # bash warns of a locale that it does not have

set -f # nothing in the options is a pattern for names of files
# shellcheck disable=SC2086 # the options are split at spaces and line breaks
exec "$java_home/bin/java" "${options[@]}" ${GOSSIP_JAVA_OPTIONS:-} -cp "${jar:?}" "$@"
