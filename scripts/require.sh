# Sourced by the other scripts: each function makes sure of one thing that they need, or says in a sentence what to do.

say() { printf '%s\n' "$*" >&2; }

# install <what for> <Debian package>...
install() {
  local purpose=$1
  shift
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    say "$purpose is missing. On Debian and Ubuntu: sudo apt-get install $*"
    return 1
  fi
  say "Installing $* ..."
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 && return 0
  apt-get update -qq >/dev/null && apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# The SDK that global.json asks for. Call it in the project's folder.
require_dotnet() {
  if ! command -v dotnet >/dev/null; then
    say "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0"
    return 1
  fi
  dotnet --version >/dev/null 2>&1 && return 0
  say "This needs the .NET SDK that global.json names (10.0.4xx): https://dotnet.microsoft.com/download/dotnet/10.0. Installed here:"
  (cd / && dotnet --list-sdks >&2)
  return 1
}

postgres_programs() {
  local folder
  for folder in ${PATH//:/ } /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/lib/postgresql*/bin /usr/libexec/postgresql* \
    /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin /usr/local/pgsql/bin; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then return 0; fi
  done
  return 1
}

require_postgres() { postgres_programs || install "PostgreSQL" postgresql; }

# Prints the path of a browser that the client tests can drive.
browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do command -v "$name" && return 0; done
  return 1
}

require_browser() { browser >/dev/null || install "Chromium" chromium; }

require_node() {
  command -v node >/dev/null && command -v npm >/dev/null || install "Node.js 20 with npm" nodejs npm || return 1
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] && return 0
  say "The client tests need Node.js 20 or newer; this is $(node --version): https://nodejs.org/en/download"
  return 1
}
