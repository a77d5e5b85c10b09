using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class Payments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<long>(
                name: "invoice_id",
                table: "refunds",
                type: "bigint",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "bigint");

            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "refunds",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "shipping_amount",
                table: "refunds",
                type: "numeric(14,3)",
                precision: 14,
                scale: 3,
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.CreateTable(
                name: "payment_notifications",
                columns: table => new
                {
                    provider = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    event_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false,
                        collation: "C"),
                    type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    handled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_notifications", x => new { x.provider, x.event_id });
                });

            migrationBuilder.CreateTable(
                name: "payments",
                columns: table => new
                {
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    provider = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    method = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    status = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(14,3)", precision: 14, scale: 3, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    captured_amount = table.Column<decimal>(type: "numeric(14,3)", precision: 14, scale: 3,
                        nullable: false),
                    refunded_amount = table.Column<decimal>(type: "numeric(14,3)", precision: 14, scale: 3,
                        nullable: false),
                    reference = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true,
                        collation: "C"),
                    client_secret = table.Column<string>(type: "character varying(255)", maxLength: 255,
                        nullable: true),
                    action_url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    failure_code = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    failure_message = table.Column<string>(type: "character varying(500)", maxLength: 500,
                        nullable: true),
                    card_brand = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    card_last4 = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: true),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    continues_in_browser = table.Column<bool>(type: "boolean", nullable: false),
                    dispute = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    started_by = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    captured_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    next_check_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payments", x => new { x.order_id, x.number });
                    table.CheckConstraint("ck_payments_amount", "amount > 0");
                    table.CheckConstraint("ck_payments_captured_amount", "captured_amount BETWEEN 0 AND amount");
                    table.CheckConstraint("ck_payments_number", "number > 0");
                    table.CheckConstraint("ck_payments_refunded_amount",
                        "refunded_amount BETWEEN 0 AND captured_amount");
                    table.ForeignKey(
                        name: "fk_payments_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_payments_users_started_by",
                        column: x => x.started_by,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "refund_lines",
                columns: table => new
                {
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    refund_number = table.Column<int>(type: "integer", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(14,3)", precision: 14, scale: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refund_lines", x => new { x.order_id, x.refund_number, x.product_id });
                    table.CheckConstraint("ck_refund_lines_quantity", "quantity > 0 AND amount >= 0");
                    table.ForeignKey(
                        name: "fk_refund_lines_refunds_order_id_refund_number",
                        columns: x => new { x.order_id, x.refund_number },
                        principalTable: "refunds",
                        principalColumns: new[] { "order_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payment_calls",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    payment_number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    state = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(14,3)", precision: 14, scale: 3, nullable: true),
                    refund_number = table.Column<int>(type: "integer", nullable: true),
                    transfer_number = table.Column<int>(type: "integer", nullable: true),
                    card_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    return_url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    generation = table.Column<int>(type: "integer", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_calls", x => x.id);
                    table.CheckConstraint("ck_payment_calls_amount", "(kind = 'Cancel') = (amount IS NULL)");
                    table.CheckConstraint("ck_payment_calls_transfer",
                        "(kind = 'Refund') = (refund_number IS NOT NULL AND transfer_number IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_payment_calls_payments_order_id_payment_number",
                        columns: x => new { x.order_id, x.payment_number },
                        principalTable: "payments",
                        principalColumns: new[] { "order_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "refund_transfers",
                columns: table => new
                {
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    refund_number = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    payment_number = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(14,3)", precision: 14, scale: 3, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    status = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    reference = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true,
                        collation: "C"),
                    failure = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    is_replaced = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refund_transfers", x => new { x.order_id, x.refund_number, x.number });
                    table.CheckConstraint("ck_refund_transfers_amount", "amount > 0");
                    table.CheckConstraint("ck_refund_transfers_number", "number > 0");
                    table.ForeignKey(
                        name: "fk_refund_transfers_payments_order_id_payment_number",
                        columns: x => new { x.order_id, x.payment_number },
                        principalTable: "payments",
                        principalColumns: new[] { "order_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_refund_transfers_refunds_order_id_refund_number",
                        columns: x => new { x.order_id, x.refund_number },
                        principalTable: "refunds",
                        principalColumns: new[] { "order_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_refunds_shipping_amount",
                table: "refunds",
                sql: "shipping_amount BETWEEN 0 AND amount");

            migrationBuilder.CreateIndex(
                name: "ix_payment_calls_open",
                table: "payment_calls",
                columns: new[] { "order_id", "payment_number" },
                unique: true,
                filter: "state = 'Open' AND kind <> 'Refund'");

            migrationBuilder.CreateIndex(
                name: "ix_payment_calls_order_id_payment_number_started_at",
                table: "payment_calls",
                columns: new[] { "order_id", "payment_number", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_payment_notifications_received_at",
                table: "payment_notifications",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ix_payments_next_check_at",
                table: "payments",
                column: "next_check_at",
                filter: "next_check_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_payments_provider_reference",
                table: "payments",
                columns: new[] { "provider", "reference" },
                unique: true,
                filter: "reference IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_payments_started_by",
                table: "payments",
                column: "started_by");

            migrationBuilder.CreateIndex(
                name: "ix_payments_status_order_id_number",
                table: "payments",
                columns: new[] { "status", "order_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_refund_transfers_open",
                table: "refund_transfers",
                columns: new[] { "order_id", "refund_number", "number" },
                filter: "status <> 'Succeeded' AND NOT is_replaced");

            migrationBuilder.CreateIndex(
                name: "ix_refund_transfers_order_id_payment_number",
                table: "refund_transfers",
                columns: new[] { "order_id", "payment_number" });

            migrationBuilder.CreateIndex(
                name: "ix_refund_transfers_reference",
                table: "refund_transfers",
                column: "reference",
                unique: true,
                filter: "reference IS NOT NULL");

            migrationBuilder.Sql(KeepRefundedAmount);
            migrationBuilder.Sql(RecordEarlierPayments);
            migrationBuilder.Sql(KeepPaidBack);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER keep_paid_back ON refund_transfers; DROP FUNCTION keep_paid_back();");

            migrationBuilder.DropTable(
                name: "payment_calls");

            migrationBuilder.DropTable(
                name: "payment_notifications");

            migrationBuilder.DropTable(
                name: "refund_lines");

            migrationBuilder.DropTable(
                name: "refund_transfers");

            migrationBuilder.DropTable(
                name: "payments");

            migrationBuilder.DropCheckConstraint(
                name: "ck_refunds_shipping_amount",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "note",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "shipping_amount",
                table: "refunds");

            migrationBuilder.AlterColumn<long>(
                name: "invoice_id",
                table: "refunds",
                type: "bigint",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "bigint",
                oldNullable: true);
        }
    }
}
