#!/usr/bin/env bash
# healthcheck.sh [PORT]
#
# Asks the node in this container on its HTTP port (default 9100) whether it is ready. Exit code 0 means yes.
exec 3<>"/dev/tcp/127.0.0.1/${1:-9100}" || exit 1
printf 'GET /ready HTTP/1.0\r\n\r\n' >&3
IFS= read -r -t 2 status <&3
[[ $status == HTTP/1.?' 200 '* ]]
