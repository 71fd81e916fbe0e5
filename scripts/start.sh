#!/usr/bin/env bash
# Builds the service and runs it in Development on http://localhost:8080, with a PostgreSQL of its own and its data in ./.data.
# Ctrl-C stops both. Arguments and environment go to the service, so any setting can be given: scripts/start.sh --Region eu-west-1
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/require.sh

require_dotnet
if [ -z "${ConnectionStrings__Directory:-}" ]; then require_postgres; fi

export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development}
export ASPNETCORE_URLS=${ASPNETCORE_URLS:-http://localhost:8080}
export DataFolder=${DataFolder:-$PWD/.data}

say "Building ..."
mkdir -p artifacts
if ! dotnet publish src/IdentityService.Host -c Release -o artifacts/service -v quiet --nologo >artifacts/build.log 2>&1; then
  cat artifacts/build.log >&2
  exit 1
fi

say "Starting in $ASPNETCORE_ENVIRONMENT; Ctrl-C stops it."
cd artifacts/service
# The service takes this process's place, so that signals reach it and not a shell around it.
exec dotnet IdentityService.Host.dll "$@"
