using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class MonthPartitions : Migration
    {
        /// <summary>
        /// Runs with the owner's rights, so that the nodes' role can have months made without owning a table. It
        /// therefore trusts nothing it is given:
        /// its search path is fixed to the shop's schema, it makes partitions of the owner's monthly tables alone,
        /// and of months within reason.
        /// An id's upper bits are the seconds since 2020, its lower 20 a number: see TimeOrderedIds.
        /// </summary>
        private const string Make = """
            DO $make$
            BEGIN
                EXECUTE format($statement$
                    CREATE FUNCTION make_month_partition(parent text, month date) RETURNS void
                    LANGUAGE plpgsql SECURITY DEFINER SET search_path = %I, pg_temp SET lock_timeout = '1s'
                    AS $function$
                    BEGIN
                        IF NOT EXISTS (
                            SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                                JOIN pg_partitioned_table p ON p.partrelid = c.oid
                            WHERE n.nspname = current_schema() AND c.relname = parent AND p.partstrat = 'r'
                                AND NOT c.relispartition
                                AND pg_has_role(c.relowner, 'USAGE'))
                        THEN
                            RAISE EXCEPTION 'There is no table %% with a partition a month.', parent
                                USING ERRCODE = 'undefined_table';
                        END IF;
                        IF month IS NULL OR extract(day FROM month) <> 1 OR month < date '2020-01-01'
                            OR month > current_date + interval '5 years' THEN
                            RAISE EXCEPTION '%% is not the first of a month between 2020 and five years from now.',
                                month
                                USING ERRCODE = 'invalid_parameter_value';
                        END IF;
                        EXECUTE format(
                            'CREATE TABLE IF NOT EXISTS %%I PARTITION OF %%I FOR VALUES FROM (%%s) TO (%%s)',
                            parent || to_char(month, '_YYYY_MM'), parent,
                            (month - date '2020-01-01')::bigint * 86400 << 20,
                            ((month + interval '1 month')::date - date '2020-01-01')::bigint * 86400 << 20);
                    END
                    $function$
                    $statement$, current_schema());
            END
            $make$
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Make);
            migrationBuilder.Sql("REVOKE ALL ON FUNCTION make_month_partition(text, date) FROM PUBLIC");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("DROP FUNCTION make_month_partition(text, date)");
    }
}
