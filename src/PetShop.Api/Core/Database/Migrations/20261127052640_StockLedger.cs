using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class StockLedger : Migration
    {
        private const string CreateMovements = """
            CREATE TABLE stock_movements (
                product_id bigint NOT NULL,
                id bigint NOT NULL,
                quantity integer NOT NULL,
                balance integer NOT NULL,
                reason character varying(30) NOT NULL,
                reference_type character varying(30),
                reference_id bigint,
                actor_id bigint,
                note character varying(500),
                CONSTRAINT pk_stock_movements PRIMARY KEY (product_id, id),
                CONSTRAINT ck_stock_movements_quantity CHECK (quantity <> 0 OR reason IN ('Counted', 'Opening')),
                CONSTRAINT ck_stock_movements_reference CHECK ((reference_type IS NULL) = (reference_id IS NULL))
            ) PARTITION BY RANGE (id);
            """;

        /// <summary>
        /// Existing stock gets its opening movement at this time. All products have the same movement id, because it is
        /// unique only within a product, and so the column is filled by a default, without a row being written.
        /// </summary>
        private const string OpenLedger = """
            DO $open$
            DECLARE
                opened constant timestamptz := date_trunc('second', now());
                first_id constant bigint := extract(epoch FROM opened - timestamptz '2020-01-01Z')::bigint << 20;
            BEGIN
                PERFORM make_month_partition(
                    'stock_movements', date_trunc('month', opened AT TIME ZONE 'UTC')::date);
                EXECUTE format(
                    'ALTER TABLE product_stock ADD COLUMN last_movement_id bigint NOT NULL DEFAULT %s', first_id);
                ALTER TABLE product_stock ALTER COLUMN last_movement_id DROP DEFAULT;
                INSERT INTO stock_movements (product_id, id, quantity, balance, reason)
                    SELECT product_id, first_id, quantity, quantity, 'Opening' FROM product_stock ORDER BY product_id;
            END
            $open$
            """;

        /// <summary>
        /// No role can change or remove a row, also not in a partition of its own. A table with this trigger is one to
        /// which the nodes' role may only add rows.
        /// </summary>
        private const string KeepAppendOnly = """
            CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $refuse$
            BEGIN
                RAISE restrict_violation
                    USING MESSAGE = format('Rows of %I are never changed or removed.', TG_TABLE_NAME);
            END $refuse$;
            CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON stock_movements
                FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON stock_balances
                FOR EACH ROW EXECUTE FUNCTION refuse_change();
            """;

        /// <summary>What older versions cannot show: units on back-order, pre-orders and thresholds.</summary>
        private const string ForgetTerms = """
            UPDATE product_stock SET quantity = 0 WHERE quantity < 0;
            UPDATE product_search e SET in_stock = s.quantity > 0, few_left = s.quantity <= 5
            FROM product_stock s WHERE s.product_id = e.product_id
                AND (e.in_stock, e.few_left) IS DISTINCT FROM (s.quantity > 0, s.quantity <= 5);
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_product_stock_quantity",
                table: "product_stock");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "available_from",
                table: "product_stock",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "backorder_limit",
                table: "product_stock",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "low_stock_threshold",
                table: "product_stock",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "stock_balances",
                columns: table => new
                {
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    balance = table.Column<int>(type: "integer", nullable: false),
                    last_movement_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_balances", x => new { x.product_id, x.month });
                });

            migrationBuilder.Sql(CreateMovements);

            migrationBuilder.CreateIndex(
                name: "ix_product_stock_available_from",
                table: "product_stock",
                column: "available_from",
                filter: "available_from IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_product_stock_backorder_limit",
                table: "product_stock",
                sql: "backorder_limit >= 0");

            migrationBuilder.AddCheckConstraint(
                name: "ck_product_stock_quantity",
                table: "product_stock",
                sql: "quantity >= -backorder_limit");

            migrationBuilder.CreateIndex(
                name: "ix_stock_balances_month",
                table: "stock_balances",
                column: "month")
                .Annotation("Npgsql:IndexMethod", "brin");

            migrationBuilder.Sql(OpenLedger);

            // After the opening movements: rows that are added one by one would fill it more slowly.
            migrationBuilder.CreateIndex(
                name: "ix_stock_movements_other",
                table: "stock_movements",
                columns: new[] { "product_id", "id" },
                filter: "reason <> 'Sold'");

            migrationBuilder.Sql(KeepAppendOnly);
            migrationBuilder.Sql("ANALYZE product_stock, stock_movements");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(ForgetTerms);

            migrationBuilder.DropTable(
                name: "stock_balances");

            migrationBuilder.DropTable(
                name: "stock_movements");

            migrationBuilder.Sql("DROP FUNCTION refuse_change()");

            migrationBuilder.DropIndex(
                name: "ix_product_stock_available_from",
                table: "product_stock");

            migrationBuilder.DropCheckConstraint(
                name: "ck_product_stock_backorder_limit",
                table: "product_stock");

            migrationBuilder.DropCheckConstraint(
                name: "ck_product_stock_quantity",
                table: "product_stock");

            migrationBuilder.DropColumn(
                name: "available_from",
                table: "product_stock");

            migrationBuilder.DropColumn(
                name: "backorder_limit",
                table: "product_stock");

            migrationBuilder.DropColumn(
                name: "last_movement_id",
                table: "product_stock");

            migrationBuilder.DropColumn(
                name: "low_stock_threshold",
                table: "product_stock");

            migrationBuilder.AddCheckConstraint(
                name: "ck_product_stock_quantity",
                table: "product_stock",
                sql: "quantity >= 0");
        }
    }
}
