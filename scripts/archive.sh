# shellcheck shell=bash
# Sourced by run.sh: an archive of classes, from which Java starts in a fraction of the time. Java makes
# it while it watches a rehearsal, a second of a seed and some peers. From JDK 25 on it is an AOT cache,
# which also keeps what is known of the hot methods; before, a CDS archive. Made once, after each build
# and for each JDK, under the build's lock. Where it cannot be had, everything runs as well without.

# Sets archive. Java checks that it is one of this very JDK. Whether it is one of this very jar not every
# Java checks, and classes of another would be run without a word: so the jar's checksum is in the name.
name_archive() {
  local sum
  { sum=$(cksum <"${jar:?}"); } 2>/dev/null || sum=none # being built by somebody else just now
  : "${java_home:?}"
  jdk_archives=${root:?}/target/classes${java_home//\//-}-${java_version:?}
  archive=$jdk_archives-${sum%% *}.archive
}

# An empty one says that it could not be made: not to be tried again before the next build.
is_archived() {
  name_archive
  [ "$archive" -nt "$jar" ] || [ ! -w "$root/target" ]
}

# Made in the folder $1, and moved when it is complete and Java has started from it once: whoever starts
# meanwhile, or was started before, never sees half of one. Those of earlier jars go.
make_archive() {
  local new=$1/new.archive
  rm -f "$jdk_archives"-*
  mkdir "$1"
  trap 'exit 130' INT # Java's exit code would not tell that it was interrupted: as if no archive could be had
  if { rehearse "$new" "$1" && starts_from "$new"; } </dev/null >/dev/null 2>&1; then
    mv -f "$new" "$archive"
  else
    : >"$archive"
  fi
}

# With the options of use: an archived heap fits only the collector and the pointers that it was made for.
rehearse() {
  local record=-XX:ArchiveClassesAtExit=$1
  [ "${java_major:?}" -lt 25 ] || record=-XX:AOTCacheOutput=$1
  "$java_home/bin/java" "${jvm_options[@]:?}" "${one_node[@]:?}" "$record" -cp "$jar" gossip.Rehearsal "$2"
}

starts_from() {
  local options
  archive_options "$1"
  "$java_home/bin/java" "${jvm_options[@]}" "${one_node[@]}" "${options[@]}" -cp "$jar" gossip.PeerNode --version
}

# Sets options. Logging off: an archive that does not fit is not used, and that is all.
archive_options() {
  if [ "$java_major" -ge 25 ]; then
    options=(-XX:AOTCache="$1" '-Xlog:aot*=off,cds*=off')
  else
    options=(-XX:SharedArchiveFile="$1" '-Xlog:cds*=off,class+path=off')
  fi
}

# Adds to jvm_options.
use_archive() {
  local options
  [ -s "$archive" ] || return 0
  archive_options "$archive"
  jvm_options+=("${options[@]}")
}
