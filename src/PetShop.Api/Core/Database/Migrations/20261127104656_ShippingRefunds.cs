using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class ShippingRefunds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_returns_total_refund",
                table: "returns");

            migrationBuilder.AddColumn<decimal>(
                name: "shipping_refund",
                table: "returns",
                type: "numeric(14,3)",
                precision: 14,
                scale: 3,
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddCheckConstraint(
                name: "ck_returns_total_refund",
                table: "returns",
                sql: "shipping_refund >= 0 AND total_refund >= shipping_refund");

            // Orders that cost nothing no longer count as unpaid.
            migrationBuilder.Sql("""
                DELETE FROM unpaid_orders u USING orders o WHERE o.id = u.order_id AND o.total_amount = 0
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_returns_total_refund",
                table: "returns");

            migrationBuilder.DropColumn(
                name: "shipping_refund",
                table: "returns");

            migrationBuilder.AddCheckConstraint(
                name: "ck_returns_total_refund",
                table: "returns",
                sql: "total_refund >= 0");
        }
    }
}
