# How up and down know the process that they share: by its id and the time when it started, since ids
# come again. Sourced.
state="$here/target/up"

started() {
  LC_ALL=C ps -o lstart= -p "$1" | xargs
}

running() {
  [ -f "$state/process" ] || return 1
  local pid when
  read -r pid when <"$state/process"
  [ "$(started "$pid")" = "$when" ]
}
