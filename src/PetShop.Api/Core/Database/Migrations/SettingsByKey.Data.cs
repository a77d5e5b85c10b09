namespace PetShop.Api.Core.Database.Migrations
{
    public partial class SettingsByKey
    {
        /// <summary>
        /// One document of log levels becomes a row for each of the configuration's keys, with the framework's names of
        /// levels. Names that are no source there are left out: they had no effect.
        /// </summary>
        private const string SplitByKey = """
            ALTER TABLE runtime_settings ALTER COLUMN key TYPE varchar(300);
            INSERT INTO runtime_settings (key, value, updated_at)
            SELECT DISTINCT ON (lower(given.key)) given.key, coalesce(to_jsonb(CASE given.value
                    WHEN 'verbose' THEN 'Trace' WHEN 'fatal' THEN 'Critical'
                    ELSE initcap(given.value) END), 'null'), s.updated_at
            FROM runtime_settings s CROSS JOIN LATERAL (
                SELECT 'Logging:LogLevel:' || key, value
                    FROM jsonb_each_text(
                        CASE jsonb_typeof(s.value -> 'overrides') WHEN 'object'
                            THEN s.value -> 'overrides' ELSE '{}' END)
                    WHERE key !~ '[:*]' AND lower(key) <> 'default' AND length(key) <= 200
                UNION ALL
                SELECT 'Logging:LogLevel:Default', s.value ->> 'default' WHERE s.value ->> 'default' IS NOT NULL
                UNION ALL
                SELECT 'Logging:StackTraces', s.value ->> 'stack_traces' WHERE s.value ->> 'stack_traces' IS NOT NULL
            ) AS given (key, value)
            WHERE s.key = 'logging' ORDER BY lower(given.key), given.key COLLATE "C" DESC;
            DELETE FROM runtime_settings WHERE key = 'logging';
            ALTER TABLE runtime_settings
                ALTER COLUMN value DROP NOT NULL, ALTER COLUMN value TYPE text USING value #>> '{}';
            """;

        private const string PutTogether = """
            INSERT INTO runtime_settings (key, value, updated_at)
            SELECT 'logging', jsonb_build_object(
                    'default', max(level) FILTER (WHERE source = 'Default'),
                    'overrides', coalesce(jsonb_object_agg(source, level) FILTER (WHERE source <> 'Default'), '{}'),
                    'stack_traces', max(traces)::boolean)::text,
                max(updated_at)
            FROM (
                SELECT CASE WHEN key LIKE 'Logging:LogLevel:%' THEN substr(key, 18) END AS source,
                    CASE value WHEN 'Trace' THEN 'verbose' WHEN 'Critical' THEN 'fatal' WHEN 'None' THEN 'fatal'
                        ELSE lower(value) END AS level,
                    CASE WHEN key = 'Logging:StackTraces' THEN value END AS traces, updated_at
                FROM runtime_settings WHERE key LIKE 'Logging:%') stored
            HAVING count(*) > 0;
            DELETE FROM runtime_settings WHERE key <> 'logging';
            ALTER TABLE runtime_settings ALTER COLUMN key TYPE varchar(100),
                ALTER COLUMN value TYPE jsonb USING value::jsonb, ALTER COLUMN value SET NOT NULL;
            """;
    }
}
