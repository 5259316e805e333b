#!/usr/bin/env bash
# healthcheck.sh [PORT]
#
# Asks the node in this container on its HTTP port (default 9100) whether it is ready. Exit code 0 means yes. Otherwise
# the script prints why not, and docker inspect shows it.
port=${1:-9100}

stop() {
  echo "healthcheck.sh: $1" >&2
  exit 1
}

{ exec 3<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null ||
  stop "nothing answers on port $port; set http=0.0.0.0:$port in the configuration of the node"
trap '' PIPE # the node may close the connection
printf 'GET /ready HTTP/1.0\r\n\r\n' >&3 2>/dev/null
read -r -t 2 status <&3 ||
  stop "the node gives no answer on port $port within 2 s; see its event log"
[[ $status != HTTP/1.?' 200 '* ]] || exit 0
reason=$status
while read -r -t 1 line <&3; do
  reason=$line # the last line says why
done
stop "${reason%$'\r'}"
