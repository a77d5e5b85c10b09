# !/bin/sh Runs at each start of docker compose: creates the generated passwords and the two roles in PostgreSQL. The
# API reads a file there as the setting of that name, but those that begin with "ignore.". Runs in the image of
# PostgreSQL. Each volume under /secrets is read by those containers alone that mount it.
set -eu
umask 022

secret() { # file: a password, made once
  [ -s "$1" ] || { head -c 24 /dev/urandom | base64 | tr -d '+/=\n' >"$1.half"; mv "$1.half" "$1"; }
  cat "$1"
}

write() { # file: standard input, whole or not at all
  cat >"$1.half"; mv "$1.half" "$1"
}

OWNER_PASSWORD=$(secret /secrets/owner/ignore.password)
API_PASSWORD=$(secret /secrets/api/ignore.password)
REDIS_PASSWORD=$(secret /secrets/redis/ignore.password)
export OWNER_PASSWORD API_PASSWORD

# With the password file, because every user of the machine can read command lines.
psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 <<'SQL'
\getenv owner_password OWNER_PASSWORD
\getenv api_password API_PASSWORD
SELECT set_config('petshop.owner', 'petshop_owner', false),
  set_config('petshop.owner_password', :'owner_password', false),
  set_config('petshop.api', 'petshop_api', false),
  set_config('petshop.api_password', :'api_password', false) \g /dev/null
\i /deploy/roles.sql
SQL

chmod 777 /secrets/certificate      # for the account of the API's image; no other container mounts it

connection='Host=postgres;Database=petshop;SslMode=Disable;GssEncryptionMode=Disable'
printf '%s' "$connection;Username=petshop_owner;Password=$OWNER_PASSWORD" |
  write /secrets/owner/ConnectionStrings__PetShop
printf '%s' "$connection;Username=petshop_api;Password=$API_PASSWORD" | write /secrets/api/ConnectionStrings__PetShop
printf '%s' "redis:6379,password=$REDIS_PASSWORD" | write /secrets/api/ConnectionStrings__Redis
write /secrets/redis/redis.conf <<CONF
requirepass $REDIS_PASSWORD
bind 0.0.0.0
maxmemory 256mb
maxmemory-policy allkeys-lru
save ""
appendonly no
CONF
