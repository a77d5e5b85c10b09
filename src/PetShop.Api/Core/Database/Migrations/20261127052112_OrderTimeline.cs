using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class OrderTimeline : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "payment_terms",
                table: "users",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "pay_by",
                table: "unpaid_orders",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "pay_by",
                table: "orders",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "payment_terms",
                table: "orders",
                type: "character varying(30)",
                maxLength: 30,
                nullable: false,
                defaultValue: "OnAccount");

            migrationBuilder.Sql(CreateEvents);
            migrationBuilder.Sql(AppendOnly);
            migrationBuilder.Sql(GiveOpenOrdersTime);

            migrationBuilder.CreateIndex(
                name: "ix_unpaid_orders_pay_by_order_id",
                table: "unpaid_orders",
                columns: new[] { "pay_by", "order_id" },
                filter: "pay_by IS NOT NULL AND cancelled_at IS NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_orders_pay_by",
                table: "orders",
                sql: "pay_by IS NULL OR payment_terms = 'Prepaid'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "order_events");

            migrationBuilder.Sql("DROP FUNCTION append_only();");

            migrationBuilder.DropIndex(
                name: "ix_unpaid_orders_pay_by_order_id",
                table: "unpaid_orders");

            migrationBuilder.DropCheckConstraint(
                name: "ck_orders_pay_by",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "payment_terms",
                table: "users");

            migrationBuilder.DropColumn(
                name: "pay_by",
                table: "unpaid_orders");

            migrationBuilder.DropColumn(
                name: "pay_by",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "payment_terms",
                table: "orders");
        }
    }
}
