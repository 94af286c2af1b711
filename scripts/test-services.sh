#!/usr/bin/env bash
# Tests against real programs that npm does not bring. What is missing is installed here, on Debian, as root.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/node_modules/.bin:$PATH"

if [ ! -x /usr/bin/chromium ]; then
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
    echo "chromium is missing at /usr/bin/chromium; install it (Debian: apt-get install chromium) and run this again" >&2
    exit 1
  fi
  echo "Installing chromium and a font …" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2
  apt-get install -y -qq --no-install-recommends chromium fonts-inter > /dev/null
fi

vitest run --config vitest.services.config.ts "$@"
