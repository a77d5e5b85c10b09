using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class BoughtGiftCards : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_store_credit_movements_kind",
                table: "store_credit_movements");

            migrationBuilder.AddColumn<bool>(
                name: "is_gift_card",
                table: "products",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "gift_cards",
                columns: table => new
                {
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(14,3)", precision: 14, scale: 3, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    store_credit_id = table.Column<long>(type: "bigint", nullable: true),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    refund_number = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gift_cards", x => new { x.order_id, x.number });
                    table.CheckConstraint("ck_gift_cards_amount", "amount > 0");
                    table.CheckConstraint("ck_gift_cards_number", "number > 0");
                    table.CheckConstraint("ck_gift_cards_taken_at", "(store_credit_id IS NULL) = (taken_at IS NULL)");
                    table.ForeignKey(
                        name: "fk_gift_cards_order_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_gift_cards_store_credit_store_credit_id",
                        column: x => x.store_credit_id,
                        principalTable: "store_credits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_store_credit_movements_kind",
                table: "store_credit_movements",
                sql: "(kind = 'Redeemed') = (payment_number IS NOT NULL) AND (kind IN ('Refunded', 'TakenBack')) = "
                    + "(refund_number IS NOT NULL) AND (kind = 'Issued' OR (order_id IS NULL) = (kind = 'Adjusted'))");

            migrationBuilder.AddCheckConstraint(
                name: "ck_products_is_gift_card",
                table: "products",
                sql: "NOT is_gift_card OR price > 0");

            migrationBuilder.CreateIndex(
                name: "ix_gift_cards_store_credit_id",
                table: "gift_cards",
                column: "store_credit_id",
                unique: true,
                filter: "store_credit_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(RefuseToLoseGiftCards);

            migrationBuilder.DropTable(
                name: "gift_cards");

            migrationBuilder.DropCheckConstraint(
                name: "ck_store_credit_movements_kind",
                table: "store_credit_movements");

            migrationBuilder.DropCheckConstraint(
                name: "ck_products_is_gift_card",
                table: "products");

            migrationBuilder.DropColumn(
                name: "is_gift_card",
                table: "products");

            migrationBuilder.AddCheckConstraint(
                name: "ck_store_credit_movements_kind",
                table: "store_credit_movements",
                sql: "(kind = 'Redeemed') = (payment_number IS NOT NULL) AND (kind = 'Refunded') = "
                    + "(refund_number IS NOT NULL) AND (order_id IS NOT NULL) = (kind IN ('Redeemed', 'Refunded'))");
        }
    }
}
