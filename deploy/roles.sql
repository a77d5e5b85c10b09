-- Creates the shop's two roles in the current database: one owns it and migrates, the other serves and owns nothing.
-- Run it as a superuser in the shop's database, any number of times. It reads these session settings:
--   petshop.owner, petshop.owner_password, petshop.api, petshop.api_password
DO $roles$
DECLARE
    owner CONSTANT text := current_setting('petshop.owner');
    role text; item text;
BEGIN
    -- Roles belong to the whole server, and ALTER ROLE fails if another session changes the role at the same moment.
    LOCK TABLE pg_catalog.pg_authid IN SHARE ROW EXCLUSIVE MODE;
    FOREACH role IN ARRAY ARRAY['owner', 'api'] LOOP
        IF to_regrole(quote_ident(current_setting('petshop.' || role))) IS NULL THEN
            EXECUTE format('CREATE ROLE %I', current_setting('petshop.' || role));
        END IF;
        EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD %L',
            current_setting('petshop.' || role), current_setting('petshop.' || role || '_password'));
    END LOOP;
    EXECUTE format('ALTER DATABASE %I OWNER TO %I', current_database(), owner);
    -- Objects that an earlier version created as this superuser. A column's own sequence and an
    -- index follow their table.
    FOR item IN
        SELECT concat(
            CASE c.relkind
                WHEN 'S' THEN 'SEQUENCE ' WHEN 'v' THEN 'VIEW ' WHEN 'm' THEN 'MATERIALIZED VIEW ' ELSE 'TABLE ' END,
            c.oid::regclass)
        FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relowner = current_user::regrole
            AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                AND (d.deptype = 'e' OR c.relkind = 'S' AND d.deptype IN ('a', 'i')))
        UNION ALL
        SELECT concat('ROUTINE ', p.oid::regprocedure) FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = current_user::regrole
            AND NOT EXISTS (
                SELECT FROM pg_depend d
                WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
    LOOP
        EXECUTE format('ALTER %s OWNER TO %I', item, owner);
    END LOOP;
END $roles$;
