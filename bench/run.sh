#!/usr/bin/env bash
# Measures the processor time a request costs the service and its PostgreSQL, beside a bare program with the same cryptography, and
# prints a table in Markdown. Takes about two minutes; works on Linux. docs/performance.md says how to read it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/require.sh

require_dotnet
require_postgres

say "Building ..."
mkdir -p artifacts
for project in src/IdentityService.Host:artifacts/bench-service bench/IdentityService.Bench:artifacts/bench; do
  if ! dotnet publish "${project%%:*}" -c Release -o "${project##*:}" -v quiet --nologo >artifacts/build.log 2>&1; then
    cat artifacts/build.log >&2
    exit 1
  fi
done

exec dotnet artifacts/bench/IdentityService.Bench.dll artifacts/bench-service
