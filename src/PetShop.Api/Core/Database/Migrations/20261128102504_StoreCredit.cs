using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class StoreCredit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "store_credit_id",
                table: "refund_transfers",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "store_credit_id",
                table: "payments",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "store_credits",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    code_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    code_ending = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: true,
                        collation: "C"),
                    code_replaced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    code_replaced_by = table.Column<long>(type: "bigint", nullable: true),
                    user_id = table.Column<long>(type: "bigint", nullable: true),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    balance = table.Column<decimal>(type: "numeric(20,3)", precision: 20, scale: 3, nullable: false),
                    last_movement = table.Column<int>(type: "integer", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    disabled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_store_credits", x => x.id);
                    table.CheckConstraint("ck_store_credits_balance", "balance >= 0");
                    table.CheckConstraint("ck_store_credits_kind",
                        "(kind = 'GiftCard') = (code_hash IS NOT NULL) AND "
                        + "(kind = 'GiftCard') = (code_ending IS NOT NULL)"
                        + " AND (kind = 'Account') = (user_id IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_store_credits_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "store_credit_movements",
                columns: table => new
                {
                    credit_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(14,3)", precision: 14, scale: 3, nullable: false),
                    balance = table.Column<decimal>(type: "numeric(20,3)", precision: 20, scale: 3, nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: true),
                    payment_number = table.Column<int>(type: "integer", nullable: true),
                    refund_number = table.Column<int>(type: "integer", nullable: true),
                    transfer_number = table.Column<int>(type: "integer", nullable: true),
                    actor_id = table.Column<long>(type: "bigint", nullable: true),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_store_credit_movements", x => new { x.credit_id, x.number });
                    table.CheckConstraint("ck_store_credit_movements_amount", "amount <> 0 AND balance >= 0");
                    table.CheckConstraint("ck_store_credit_movements_kind",
                        "(kind = 'Redeemed') = (payment_number IS NOT NULL) AND "
                        + "(kind = 'Refunded') = (refund_number IS NOT NULL)"
                        + " AND (order_id IS NOT NULL) = (kind IN ('Redeemed', 'Refunded'))");
                    table.CheckConstraint("ck_store_credit_movements_number", "number > 0");
                    table.ForeignKey(
                        name: "fk_store_credit_movements_store_credits_credit_id",
                        column: x => x.credit_id,
                        principalTable: "store_credits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_refund_transfers_store_credit_id",
                table: "refund_transfers",
                column: "store_credit_id",
                filter: "store_credit_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_payments_store_credit_id",
                table: "payments",
                column: "store_credit_id",
                filter: "store_credit_id IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_payments_store_credit_id",
                table: "payments",
                sql: "(store_credit_id IS NOT NULL) = (method = 'StoreCredit')");

            migrationBuilder.CreateIndex(
                name: "ix_store_credit_movements_order_id",
                table: "store_credit_movements",
                column: "order_id",
                filter: "order_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_store_credits_code_ending_id",
                table: "store_credits",
                columns: new[] { "code_ending", "id" },
                filter: "code_ending IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_store_credits_code_hash",
                table: "store_credits",
                column: "code_hash",
                unique: true,
                filter: "code_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_store_credits_kind_id",
                table: "store_credits",
                columns: new[] { "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_store_credits_lasting",
                table: "store_credits",
                columns: new[] { "user_id", "currency" },
                unique: true,
                filter: "user_id IS NOT NULL AND expires_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_store_credits_user_id_id",
                table: "store_credits",
                columns: new[] { "user_id", "id" },
                filter: "user_id IS NOT NULL");

            migrationBuilder.AddForeignKey(
                name: "fk_payments_store_credits_store_credit_id",
                table: "payments",
                column: "store_credit_id",
                principalTable: "store_credits",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_refund_transfers_store_credits_store_credit_id",
                table: "refund_transfers",
                column: "store_credit_id",
                principalTable: "store_credits",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.Sql(KeepBalance);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(ForgetBalance);

            migrationBuilder.DropForeignKey(
                name: "fk_payments_store_credits_store_credit_id",
                table: "payments");

            migrationBuilder.DropForeignKey(
                name: "fk_refund_transfers_store_credits_store_credit_id",
                table: "refund_transfers");

            migrationBuilder.DropTable(
                name: "store_credit_movements");

            migrationBuilder.DropTable(
                name: "store_credits");

            migrationBuilder.DropIndex(
                name: "ix_refund_transfers_store_credit_id",
                table: "refund_transfers");

            migrationBuilder.DropIndex(
                name: "ix_payments_store_credit_id",
                table: "payments");

            migrationBuilder.DropCheckConstraint(
                name: "ck_payments_store_credit_id",
                table: "payments");

            migrationBuilder.Sql(RecordAsOther);

            migrationBuilder.DropColumn(
                name: "store_credit_id",
                table: "refund_transfers");

            migrationBuilder.DropColumn(
                name: "store_credit_id",
                table: "payments");
        }
    }
}
