#!/bin/sh
# SPDX-FileCopyrightText: The Telemetry Backbone authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes the roles of the folder roles/ and one user for each, in an Elasticsearch with security on.
# May run any number of times: what is there is brought to what is written here, passwords included.
#
#   ELASTICSEARCH_URL            base URL, such as https://elasticsearch:9200
#   ELASTICSEARCH_CA_PATH        PEM file of the certificates to trust; unset: curl's own
#   ELASTIC_PASSWORD             password of the user elastic, who may make users
#   TELEMETRY_SINK_PASSWORD      password to give telemetry_sink; likewise _CONSOLE_, _GRAFANA_ and
#                                _VIEWER_. A user whose password is not set is left as it is.
#   KIBANA_SYSTEM_PASSWORD       password to give Kibana's own user
#   SETUP_WAIT_SECONDS           how long to wait for Elasticsearch; 300 unless set
#
# Each password can come from a file instead: NAME_FILE=/run/secrets/name. None is ever an argument
# of a command or part of an output.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 077

die() {
  echo "setup: $1" >&2
  exit 1
}

# secret NAME: the value of $NAME, or what the file $NAME_FILE holds; nothing when neither is set.
secret() {
  eval "value=\${$1:-}; file=\${$1_FILE:-}"
  if [ -n "$file" ]; then
    [ -r "$file" ] || die "$1_FILE=$file cannot be read. Name a file that this user may read."
    value=$(cat "$file")
  fi
  case $value in
    *[[:cntrl:]]*) die "$1 holds a control character. Use printable characters only." ;;
  esac
  printf '%s' "$value"
}

# Between double quotes, curl's configuration and JSON escape the same two characters alike.
escaped() {
  printf '%s' "$1" | sed 's/[\\"]/\\&/g'
}

# ask METHOD PATH [BODY_FILE]: the status into $status, the answer into $work/answer.
ask() {
  {
    printf 'user = "elastic:%s"\n' "$(escaped "$elastic")"
    [ -z "${ELASTICSEARCH_CA_PATH:-}" ] || printf 'cacert = "%s"\n' "$ELASTICSEARCH_CA_PATH"
    [ -z "${3:-}" ] || printf 'data-binary = "@%s"\nheader = "Content-Type: application/json"\n' "$3"
  } >"$work/request"
  status=$(curl --silent --show-error --max-time 30 --config "$work/request" --request "$1" \
    --output "$work/answer" --write-out '%{http_code}' "$url$2" 2>"$work/fault") || status=000
}

wait_for_elasticsearch() {
  left=$((${SETUP_WAIT_SECONDS:-300} / 2))
  while :; do
    ask GET '/_cluster/health?wait_for_status=yellow&timeout=1s'
    case $status in
      200) return ;;
      401) die "Elasticsearch at $url refuses the user elastic. ELASTIC_PASSWORD is not the one it was started with first." ;;
    esac
    [ "$left" -gt 0 ] || die "no ready Elasticsearch at $url (HTTP $status $(cat "$work/fault")). Start it, or correct ELASTICSEARCH_URL and ELASTICSEARCH_CA_PATH."
    left=$((left - 1))
    sleep 2
  done
}

# must WHAT: the last answer has to be a success.
must() {
  case $status in
    2??) echo "$1" ;;
    *) die "$1 failed: HTTP $status $(head -c 600 "$work/answer")" ;;
  esac
}

role() {
  ask PUT "/_security/role/$1" "$here/roles/$1.json"
  must "role $1"
}

# user NAME VARIABLE: a user with the role of the same name.
user() {
  password=$(secret "$2")
  if [ -z "$password" ]; then
    echo "user $1 left as it is: $2 is not set"
    return
  fi
  printf '{"password":"%s","roles":["%s"],"full_name":"%s"}' "$(escaped "$password")" "$1" "$1" >"$work/user"
  ask PUT "/_security/user/$1" "$work/user"
  must "user $1"
}

kibana_system() {
  password=$(secret KIBANA_SYSTEM_PASSWORD)
  [ -n "$password" ] || return 0
  printf '{"password":"%s"}' "$(escaped "$password")" >"$work/user"
  ask POST /_security/user/kibana_system/_password "$work/user"
  must "password of kibana_system"
}

url=${ELASTICSEARCH_URL:?set it to the base URL of Elasticsearch, such as https://elasticsearch:9200}
url=${url%/}
elastic=$(secret ELASTIC_PASSWORD)
[ -n "$elastic" ] || die "ELASTIC_PASSWORD is not set. It is the password of the user elastic."

wait_for_elasticsearch
for file in "$here"/roles/*.json; do
  name=${file##*/}
  role "${name%.json}"
done
user telemetry_sink TELEMETRY_SINK_PASSWORD
user telemetry_console TELEMETRY_CONSOLE_PASSWORD
user telemetry_grafana TELEMETRY_GRAFANA_PASSWORD
user telemetry_viewer TELEMETRY_VIEWER_PASSWORD
kibana_system
