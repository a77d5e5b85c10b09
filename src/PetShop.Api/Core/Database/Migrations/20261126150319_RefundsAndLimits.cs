using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class RefundsAndLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_cart_lines_quantity",
                table: "cart_lines");

            migrationBuilder.AddColumn<string>(
                name: "product_name",
                table: "return_lines",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "sku",
                table: "return_lines",
                type: "character varying(50)",
                maxLength: 50,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<decimal>(
                name: "refunded_amount",
                table: "invoices",
                type: "numeric(14,3)",
                precision: 14,
                scale: 3,
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.CreateTable(
                name: "refunds",
                columns: table => new
                {
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    invoice_id = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(14,3)", precision: 14, scale: 3, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    reason = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    return_id = table.Column<long>(type: "bigint", nullable: true),
                    refunded_by = table.Column<long>(type: "bigint", nullable: true),
                    refunded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refunds", x => new { x.order_id, x.number });
                    table.CheckConstraint("ck_refunds_amount", "amount > 0");
                    table.CheckConstraint("ck_refunds_number", "number > 0");
                    table.CheckConstraint("ck_refunds_return_id",
                        "(return_id IS NOT NULL) = (reason = 'ReturnProcessed')");
                    table.ForeignKey(
                        name: "fk_refunds_invoices_invoice_id",
                        column: x => x.invoice_id,
                        principalTable: "invoices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_refunds_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_refunds_returns_return_id",
                        column: x => x.return_id,
                        principalTable: "returns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_refunds_users_refunded_by",
                        column: x => x.refunded_by,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "unpaid_orders",
                columns: table => new
                {
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    units = table.Column<int>(type: "integer", nullable: false),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unpaid_orders", x => x.order_id);
                    table.CheckConstraint("ck_unpaid_orders_units", "units > 0");
                    table.ForeignKey(
                        name: "fk_unpaid_orders_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_unpaid_orders_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.Sql(NameReturnLines);
            migrationBuilder.Sql(BookOldRefunds);

            migrationBuilder.AddCheckConstraint(
                name: "ck_invoices_refunded_amount",
                table: "invoices",
                sql: "refunded_amount BETWEEN 0 AND CASE WHEN status IN ('Paid', 'Refunded') "
                    + "THEN total_amount ELSE 0 END");

            migrationBuilder.AddCheckConstraint(
                name: "ck_cart_lines_quantity",
                table: "cart_lines",
                sql: "quantity BETWEEN 1 AND 100");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_invoice_id",
                table: "refunds",
                column: "invoice_id");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_refunded_by",
                table: "refunds",
                column: "refunded_by");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_return_id",
                table: "refunds",
                column: "return_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_unpaid_orders_cancelled_at",
                table: "unpaid_orders",
                column: "cancelled_at",
                filter: "cancelled_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_unpaid_orders_user_id",
                table: "unpaid_orders",
                column: "user_id");

            migrationBuilder.Sql(KeepRefundedAmount);
            migrationBuilder.Sql(CountUnpaidOrders);
            migrationBuilder.Sql(EraseWhatClosedAccountsLeft);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "refunds");

            migrationBuilder.Sql("DROP FUNCTION keep_refunded_amount();");

            migrationBuilder.DropTable(
                name: "unpaid_orders");

            migrationBuilder.DropCheckConstraint(
                name: "ck_invoices_refunded_amount",
                table: "invoices");

            migrationBuilder.DropCheckConstraint(
                name: "ck_cart_lines_quantity",
                table: "cart_lines");

            migrationBuilder.DropColumn(
                name: "product_name",
                table: "return_lines");

            migrationBuilder.DropColumn(
                name: "sku",
                table: "return_lines");

            migrationBuilder.DropColumn(
                name: "refunded_amount",
                table: "invoices");

            migrationBuilder.Sql("UPDATE cart_lines SET quantity = 50 WHERE quantity > 50;");

            migrationBuilder.AddCheckConstraint(
                name: "ck_cart_lines_quantity",
                table: "cart_lines",
                sql: "quantity BETWEEN 1 AND 50");
        }
    }
}
