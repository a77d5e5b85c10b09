namespace PetShop.Api.Core.Database;

/// <summary>
/// SQL that checks and grants privileges. The shop's objects are those in its schema that do not belong to an
/// extension.
/// </summary>
internal static class PrivilegesSql
{
    /// <summary>Why the current role cannot change the schema; null if it can.</summary>
    public const string OwnerFault = """
        SELECT CASE
            WHEN current_schema() IS NULL
                THEN format('The role %I may use no schema of its Search Path: '
                    'connect as the owner of the shop''s schema.', current_user)
            WHEN NOT pg_has_role(c.relowner, 'USAGE')
                THEN format('The tables belong to %I, and migrate connects as %I: connect as the owner.',
                    pg_get_userbyid(c.relowner), current_user)
            WHEN NOT has_schema_privilege(current_schema(), 'CREATE')
                THEN format('The role %I may not create tables in the schema %I: connect as its owner.',
                    current_user, current_schema())
        END
        FROM (SELECT) AS one LEFT JOIN pg_class c ON c.oid = to_regclass('schema_migrations')
        """;

    /// <summary>Why the role <c>$1</c> cannot be the nodes' role; null if it can.</summary>
    public const string RoleFault = """
        SELECT CASE
            WHEN r.oid IS NULL THEN format('it does not exist. Create it: CREATE ROLE %I LOGIN PASSWORD ''…''', $1)
            WHEN r.rolname = current_user
                THEN 'migrate connects as it. Name the role that the nodes connect as, or leave the setting out'
            WHEN r.rolsuper THEN format('it is a superuser. Change it: ALTER ROLE %I NOSUPERUSER', $1)
            WHEN pg_has_role(r.oid, current_user, 'MEMBER')
                THEN format('it is a member of the owner. Change it: REVOKE %I FROM %I', current_user, $1)
            WHEN has_schema_privilege(r.oid, n.oid, 'CREATE')
                THEN format('it may create objects in the schema %I. '
                    'Change it: REVOKE CREATE ON SCHEMA %1$I FROM PUBLIC, %2$I', n.nspname, $1)
        END
        FROM (SELECT) AS one LEFT JOIN pg_roles r ON r.rolname = $1
            LEFT JOIN pg_namespace n ON n.nspname = current_schema()
        """;

    /// <summary>
    /// The privileges that the current role lacks, one row per object, such as "INSERT, UPDATE on orders".
    /// </summary>
    public const string Missing = $"""
        WITH owner AS (SELECT relowner AS id FROM pg_class WHERE oid = to_regclass('schema_migrations')),
        needed AS (
            SELECT c.oid, c.relkind, wanted FROM pg_class c JOIN owner ON owner.id = c.relowner
            CROSS JOIN LATERAL unnest(CASE
                WHEN c.relkind = 'S' THEN ARRAY['USAGE']
                WHEN c.oid = to_regclass('schema_migrations') THEN ARRAY['SELECT']
                WHEN {IsAppendOnly} THEN ARRAY['SELECT', 'INSERT']
                ELSE ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE'] END) AS wanted
            WHERE {OwnRelation})
        SELECT 'USAGE on the schema' WHERE current_schema() IS NULL
        UNION ALL
        SELECT concat(string_agg(wanted, ', '), ' on ', oid::regclass) FROM needed
        WHERE NOT CASE WHEN relkind = 'S' THEN has_sequence_privilege(oid, wanted)
            ELSE has_table_privilege(oid, wanted) END
        GROUP BY oid
        UNION ALL
        SELECT concat('EXECUTE on ', p.oid::regprocedure) FROM pg_proc p JOIN owner ON owner.id = p.proowner
        WHERE {OwnRoutine} AND NOT has_function_privilege(p.oid, 'EXECUTE')
        ORDER BY 1
        """;

    /// <summary>
    /// Grants privileges to the role that <c>petshop.application_role</c> names. Partitions are accessed through their
    /// tables and need no grants of their own.
    /// </summary>
    public const string Grant = $"""
        DO $grant$
        DECLARE
            nodes CONSTANT name := current_setting('petshop.application_role');
            kind "char"; item text;
        BEGIN
            EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), nodes);
            FOR kind, item IN SELECT c.relkind, c.oid::regclass FROM pg_class c
                WHERE {OwnRelation} AND pg_has_role(c.relowner, 'USAGE')
            LOOP
                IF kind = 'S' THEN
                    EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE %s TO %I', item, nodes);
                ELSE
                    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE %s TO %I', item, nodes);
                END IF;
            END LOOP;
            FOR item IN SELECT c.oid::regclass FROM pg_class c
                WHERE {OwnRelation} AND {IsAppendOnly} AND pg_has_role(c.relowner, 'USAGE')
            LOOP
                EXECUTE format('REVOKE UPDATE, DELETE ON TABLE %s FROM %I', item, nodes);
            END LOOP;
            FOR item IN SELECT p.oid::regprocedure FROM pg_proc p
                WHERE {OwnRoutine} AND pg_has_role(p.proowner, 'USAGE')
            LOOP
                EXECUTE format('GRANT EXECUTE ON ROUTINE %s TO %I', item, nodes);
            END LOOP;
            EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON TABLE schema_migrations FROM %I', nodes);
            EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I',
                current_schema(), nodes);
            EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT USAGE, SELECT ON SEQUENCES TO %I',
                current_schema(), nodes);
        END $grant$
        """;

    private const string OwnRelation = """
        c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
            AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
        AND NOT c.relispartition AND NOT EXISTS (
            SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
        """;

    /// <summary>
    /// Migrations create a trigger of this name on tables whose rows are never changed or removed. Its arguments are
    /// columns from which personal data may be erased: the nodes may then update the table, and the trigger checks it.
    /// </summary>
    private const string IsAppendOnly = """
        EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'append_only' AND t.tgnargs = 0)
        """;

    private const string OwnRoutine = """
        p.pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND NOT EXISTS (
            SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
        """;
}
