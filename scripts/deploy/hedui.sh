#!/bin/sh
# `hedui COMMAND` on a machine where systemd runs it, for root: as the services' user, with their settings.
set -eu
set -a
. "${HEDUI_ENV:-/etc/hedui/hedui.env}"
NODE_ENV=production TZ=UTC HEDUI_HOME="${HEDUI_HOME:-/var/lib/hedui}"
set +a
user="${HEDUI_USER:-hedui}"
exec setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups \
  node "${HEDUI_PROGRAM:-/opt/hedui}/dist/scripts/hedui.js" "$@"
