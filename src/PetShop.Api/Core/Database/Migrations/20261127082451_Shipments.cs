using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class Shipments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_order_lines_product_id",
                table: "order_lines");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "delivered_at",
                table: "orders",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "shipped_quantity",
                table: "order_lines",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.Sql(CountWhatHasShipped);
            migrationBuilder.Sql(CreateShipments);

            migrationBuilder.CreateIndex(
                name: "ix_order_lines_product_id_order_id",
                table: "order_lines",
                columns: new[] { "product_id", "order_id" });

            migrationBuilder.AddCheckConstraint(
                name: "ck_order_lines_shipped_quantity",
                table: "order_lines",
                sql: "shipped_quantity BETWEEN 0 AND quantity");

            migrationBuilder.CreateIndex(
                name: "ix_shipment_lines_order_id_position",
                table: "shipment_lines",
                columns: new[] { "order_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_shipments_tracking_key",
                table: "shipments",
                column: "tracking_key",
                filter: "tracking_key IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "shipment_lines");

            migrationBuilder.DropTable(
                name: "shipments");

            migrationBuilder.DropIndex(
                name: "ix_order_lines_product_id_order_id",
                table: "order_lines");

            migrationBuilder.DropCheckConstraint(
                name: "ck_order_lines_shipped_quantity",
                table: "order_lines");

            migrationBuilder.DropColumn(
                name: "delivered_at",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "shipped_quantity",
                table: "order_lines");

            migrationBuilder.CreateIndex(
                name: "ix_order_lines_product_id",
                table: "order_lines",
                column: "product_id");
        }
    }
}
