#!/bin/sh
# Installs the package that this file lies in as a systemd service: ./install.sh, as root. Again with a newer one to upgrade.
# Configuration (/etc/sanwu) and data (/var/lib/sanwu) stay as they are.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ "$(id -u)" != 0 ]; then
  echo "install.sh: start it as root" >&2
  exit 1
fi
running() { [ -d /run/systemd/system ]; }

if running; then systemctl stop sanwu.service 2>/dev/null || true; fi
if [ "$here" != /opt/sanwu ]; then
  # Beside the old one first: a cut-off copy leaves the old one as it was.
  rm -rf /opt/sanwu.new
  mkdir -p /opt/sanwu.new
  cp -a "$here/." /opt/sanwu.new/
  chown -R root:root /opt/sanwu.new
  rm -rf /opt/sanwu.old
  if [ -d /opt/sanwu ]; then mv /opt/sanwu /opt/sanwu.old; fi
  mv /opt/sanwu.new /opt/sanwu
  rm -rf /opt/sanwu.old
fi
mkdir -p /etc/sanwu /etc/default /etc/systemd/system
[ -e /etc/sanwu/xorg.conf ] || cp /opt/sanwu/service/xorg.conf /etc/sanwu/xorg.conf
[ -e /etc/default/sanwu ] || cp /opt/sanwu/service/sanwu.default /etc/default/sanwu
cp /opt/sanwu/service/*.service /etc/systemd/system/
/opt/sanwu/service/set-up ""
