#!/usr/bin/env bash
# Checks the format, builds everything once and runs every test. The last line is the sum: "N passed, N failed, N skipped".
# Exits with an error when anything fails, and counts what could not run (a build, a suite) as failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/require.sh

passed=0 failed=0 skipped=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

finish() {
  printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  if [ "$failed" -gt 0 ]; then exit 1; fi
  exit 0
}

# Something that every suite stands on is missing: there is nothing to add up.
give_up() {
  say "$1"
  failed=$((failed + 1))
  finish
}

# sum <pattern of the label>: adds the numbers that end the lines of the log with that label.
sum() {
  sed 's/\x1b\[[0-9;]*m//g' "$log" | grep -E "^[[:space:]]*($1):?[[:space:]]+[0-9]+[[:space:]]*$" | awk '{ n += $NF } END { print n + 0 }'
}

# add <suite> <exit code> <passed> <failed> <skipped>
add() {
  passed=$((passed + $3)) skipped=$((skipped + $5))
  local bad=$4
  if [ "$bad" = 0 ] && { [ "$2" != 0 ] || [ "$3" = 0 ]; }; then
    say "$1 did not run to its end (exit code $2, $3 passed)."
    bad=1
  fi
  failed=$((failed + bad))
}

require_dotnet || give_up "No .NET SDK."
require_postgres || give_up "No PostgreSQL."

say "Format ..."
# White space only: the rest of .editorconfig is enforced by the build, where warnings are errors.
dotnet format whitespace . --folder --verify-no-changes --exclude tests/clients --exclude artifacts || give_up "The format is not kept: dotnet format whitespace . --folder"

say "Build ..."
dotnet build IdentityService.sln --nologo -v quiet -clp:ErrorsOnly || give_up "The build failed."

say ".NET tests ..."
dotnet test --solution IdentityService.sln --no-build --no-progress 2>&1 | tee "$log"
add ".NET tests" "${PIPESTATUS[0]}" "$(sum succeeded)" "$(sum failed)" "$(sum skipped)"

if [ -f tests/clients/package.json ]; then
  say "Client tests ..."
  : >"$log"
  if require_node && require_browser; then
    CHROMIUM=${CHROMIUM:-$(browser)}
    export CHROMIUM
    (
      cd tests/clients || exit 1
      if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then npm ci --no-audit --no-fund --loglevel=error || exit 1; fi
      npm test
    ) 2>&1 | tee "$log"
    code=${PIPESTATUS[0]}
  else
    code=1
  fi
  # node --test ends with "# pass 3" (TAP) or "ℹ pass 3" (spec); what a time-out cut off is "cancelled".
  add "Client tests" "$code" "$(sum '(#|ℹ) pass')" "$(sum '(#|ℹ) (fail|cancelled)')" "$(sum '(#|ℹ) (skipped|todo)')"
fi

finish
