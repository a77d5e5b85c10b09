using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class OrderPrices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_order_lines_amounts",
                table: "order_lines");

            migrationBuilder.AddColumn<bool>(
                name: "prices_include_tax",
                table: "orders",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "pricing",
                table: "orders",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'{\"promotions\": [], \"tax_lines\": []}'");

            migrationBuilder.AddColumn<decimal>(
                name: "discount",
                table: "order_lines",
                type: "numeric(14,3)",
                precision: 14,
                scale: 3,
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<decimal>(
                name: "tax",
                table: "order_lines",
                type: "numeric(14,3)",
                precision: 14,
                scale: 3,
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<decimal>(
                name: "tax_percent",
                table: "order_lines",
                type: "numeric(7,4)",
                precision: 7,
                scale: 4,
                nullable: false,
                defaultValue: 0m);

            // EF Core does not support partitions.
            migrationBuilder.Sql("""
                CREATE TABLE order_price_steps (
                    order_id bigint NOT NULL,
                    steps jsonb NOT NULL,
                    CONSTRAINT pk_order_price_steps PRIMARY KEY (order_id),
                    CONSTRAINT fk_order_price_steps_orders_order_id FOREIGN KEY (order_id) REFERENCES orders (id)
                        ON DELETE RESTRICT
                ) PARTITION BY RANGE (order_id);
                """);

            migrationBuilder.AddCheckConstraint(
                name: "ck_orders_total",
                table: "orders",
                sql: "total_amount = subtotal - discount_total + shipping_total + CASE WHEN prices_include_tax THEN 0 "
                    + "ELSE tax_total END");

            migrationBuilder.AddCheckConstraint(
                name: "ck_order_lines_amounts",
                table: "order_lines",
                sql: "price >= 0 AND amount >= 0 AND discount >= 0 AND discount <= amount AND tax >= 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "order_price_steps");

            migrationBuilder.DropCheckConstraint(
                name: "ck_orders_total",
                table: "orders");

            migrationBuilder.DropCheckConstraint(
                name: "ck_order_lines_amounts",
                table: "order_lines");

            migrationBuilder.DropColumn(
                name: "prices_include_tax",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "pricing",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "discount",
                table: "order_lines");

            migrationBuilder.DropColumn(
                name: "tax",
                table: "order_lines");

            migrationBuilder.DropColumn(
                name: "tax_percent",
                table: "order_lines");

            migrationBuilder.AddCheckConstraint(
                name: "ck_order_lines_amounts",
                table: "order_lines",
                sql: "price >= 0 AND amount >= 0");
        }
    }
}
