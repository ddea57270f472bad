# Records the processes that up starts and down ends, by id and start time, because ids are reused.
# Sourced.
state="$here/target/up"

started() {
  LC_ALL=C ps -o lstart= -p "$1" | xargs
}

# Records, under a name, the last process that was started in the background.
note() {
  echo "$! $(started "$!")" >"$state/$1"
}

running() {
  [ -f "$state/$1" ] || return 1
  local pid when
  read -r pid when <"$state/$1"
  [ "$(started "$pid")" = "$when" ]
}

# Ends a process and waits until it is gone; kills it if that takes too long.
end() {
  local pid seconds_max=60 i
  if running "$1"; then
    read -r pid _ <"$state/$1"
    kill "$pid"
    for ((i = 0; i < seconds_max * 10; i++)); do
      running "$1" || break
      sleep 0.1
    done
    if running "$1"; then
      kill -KILL "$pid"
      while running "$1"; do sleep 0.1; done
    fi
  fi
  rm -f "$state/$1"
}
