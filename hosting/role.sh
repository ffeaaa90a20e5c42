#!/bin/sh
# Makes the one role and the one database that Worth Saving uses: no superuser, and nobody else's.
# Run by the PostgreSQL image at its first start, or by hand as the user postgres with APP_PASSWORD set.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$APP_PASSWORD" --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
CREATE ROLE worthsaving LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE worthsaving OWNER worthsaving ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE worthsaving FROM PUBLIC;
SQL
