#!/bin/sh
# SPDX-FileCopyrightText: The Telemetry Backbone authors
# SPDX-License-Identifier: Apache-2.0
#
# Puts the data views, searches and dashboards of views.ndjson into Kibana. What is there under the
# same ids is replaced, so it may run any number of times.
#
#   KIBANA_URL            base URL, such as http://kibana:5601
#   ELASTIC_PASSWORD      password of the user elastic, or ELASTIC_PASSWORD_FILE: a file with it
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 077

url=${KIBANA_URL:?set it to the base URL of Kibana, such as http://kibana:5601}
password=${ELASTIC_PASSWORD:-}
[ -z "${ELASTIC_PASSWORD_FILE:-}" ] || password=$(cat "$ELASTIC_PASSWORD_FILE")
[ -n "$password" ] || { echo "setup: ELASTIC_PASSWORD is not set. It is the password of the user elastic." >&2; exit 1; }

# curl reads the password from a file: an argument could be seen by everybody on the host.
printf 'user = "elastic:%s"\n' "$(printf '%s' "$password" | sed 's/[\\"]/\\&/g')" >"$work/request"
status=$(curl --silent --show-error --max-time 60 --config "$work/request" --header 'kbn-xsrf: setup' \
  --form "file=@$here/views.ndjson" --output "$work/answer" --write-out '%{http_code}' \
  "${url%/}/api/saved_objects/_import?overwrite=true") || status=000
if [ "$status" = 200 ] && grep -q '"success":true' "$work/answer"; then
  echo "Kibana has the data views, searches and dashboards."
else
  echo "setup: Kibana at $url did not take them: HTTP $status $(head -c 600 "$work/answer")" >&2
  exit 1
fi
