# shellcheck shell=bash
# Sourced by run.sh: an archive of classes, from which Java starts in a fraction of the time. Java makes
# it while it watches a rehearsal, a second of a seed and some peers. From JDK 25 on it is an AOT cache,
# which also keeps what is known of the hot methods; before, a CDS archive. Made once, after each build
# and for each JDK, under the build's lock. Where it cannot be had, everything runs as well without.

# Java itself checks that the archive was made by this very JDK, of this very jar; the name only
# keeps those of several JDKs apart.
: "${java_home:?}"
archive=${root:?}/target/classes${java_home//\//-}-${java_version:?}.archive

# An empty one says that it could not be made: not to be tried again before the next build.
is_archived() {
  [ "$archive" -nt "${jar:?}" ] || [ ! -w "$root/target" ]
}

make_archive() {
  local new=$archive.$$ stage=$root/target/rehearsal.$$ options
  if [ "${java_major:?}" -ge 25 ]; then
    options=(-XX:AOTCacheOutput="$new")
  else
    options=(-XX:ArchiveClassesAtExit="$new")
  fi
  mkdir "$stage"
  # The options are those of use, or the archived heap would not fit. A new name, and moved when it is
  # complete: whoever starts meanwhile, or was started before, never sees half of one.
  if "$java_home/bin/java" "${jvm_options[@]:?}" "${options[@]}" -cp "$jar" gossip.Rehearsal "$stage" \
    </dev/null >/dev/null 2>&1 && [ -s "$new" ]; then
    mv -f "$new" "$archive"
  else
    : >"$archive"
  fi
  rm -rf "$new"* "$stage"
}

# Adds to jvm_options. Logging off: an archive that does not fit is not used, and that is all.
use_archive() {
  [ -s "$archive" ] || return 0
  if [ "$java_major" -ge 25 ]; then
    jvm_options+=(-XX:AOTCache="$archive" '-Xlog:aot*=off,cds*=off')
  else
    jvm_options+=(-XX:SharedArchiveFile="$archive" '-Xlog:cds*=off')
  fi
}
