#!/bin/bash
# What the PostgreSQL image documents, as far as hosting/compose.yaml uses it: a database is made in an empty volume with
# POSTGRES_PASSWORD, files of /docker-entrypoint-initdb.d run once while it answers on its socket only, then it is served.
set -eu
export POSTGRES_USER="${POSTGRES_USER:-postgres}"
mkdir -p "$PGDATA" && chown postgres:postgres "$PGDATA" && chmod 700 "$PGDATA"
as_postgres() { setpriv --reuid=postgres --regid=postgres --init-groups "$@"; }
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    if [ -z "${POSTGRES_PASSWORD:-}" ]; then
        echo "Error: Database is uninitialized and superuser password is not specified." >&2
        exit 1
    fi
    printf '%s\n' "$POSTGRES_PASSWORD" > /tmp/password && chown postgres /tmp/password
    as_postgres initdb --username="$POSTGRES_USER" --pwfile=/tmp/password -D "$PGDATA" --encoding=UTF8
    rm /tmp/password
    printf '\nhost all all all scram-sha-256\n' >> "$PGDATA/pg_hba.conf"
    echo "listen_addresses = '*'" >> "$PGDATA/postgresql.conf"
    as_postgres pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start
    for file in /docker-entrypoint-initdb.d/*; do
        case "$file" in
            *.sh) if [ -x "$file" ]; then as_postgres "$file"; else as_postgres bash -c ". '$file'"; fi ;;
            *.sql) as_postgres psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" -f "$file" ;;
        esac
    done
    as_postgres pg_ctl -D "$PGDATA" -m fast -w stop
fi
exec setpriv --reuid=postgres --regid=postgres --init-groups "$@"
