#!/bin/sh
# The Debian packages a real cluster on one machine needs. Run as root.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -y -q --no-install-recommends \
  busybox-static conntrack containerd containernetworking-plugins iptables iproute2 openssl runc
