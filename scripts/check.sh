#!/usr/bin/env bash
# Every static check: types, lint and format, import rules, unused code, house rules that no linter knows.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/node_modules/.bin:$PATH"
echo "types";        tsc -p tsconfig.json
echo "page types";   tsc -p dashboard/tsconfig.json
echo "lint";         biome check --error-on-warnings .
echo "imports";      depcruise --output-type err kernels/src pipeline/src dashboard/src client/src
echo "unused";       knip
echo "house rules";  node scripts/house-rules.mjs
echo "API pages";    typedoc --options kernels/typedoc.json --emit none --logLevel Warn
