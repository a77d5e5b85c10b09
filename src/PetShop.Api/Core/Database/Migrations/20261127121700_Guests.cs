using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class Guests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<long>(
                name: "user_id",
                table: "unpaid_orders",
                type: "bigint",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "bigint");

            migrationBuilder.AddColumn<byte[]>(
                name: "client_key",
                table: "unpaid_orders",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "guest_key",
                table: "unpaid_orders",
                type: "character varying(49)",
                maxLength: 49,
                nullable: true,
                collation: "C");

            migrationBuilder.AlterColumn<long>(
                name: "user_id",
                table: "returns",
                type: "bigint",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "bigint");

            migrationBuilder.AlterColumn<long>(
                name: "user_id",
                table: "orders",
                type: "bigint",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "bigint");

            migrationBuilder.AddColumn<string>(
                name: "guest_key",
                table: "orders",
                type: "character varying(49)",
                maxLength: 49,
                nullable: true,
                collation: "C");

            migrationBuilder.AlterColumn<long>(
                name: "user_id",
                table: "invoices",
                type: "bigint",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "bigint");

            migrationBuilder.AlterColumn<long>(
                name: "user_id",
                table: "carts",
                type: "bigint",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "bigint");

            migrationBuilder.AddColumn<byte[]>(
                name: "client_key",
                table: "carts",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "created_at",
                table: "carts",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "expires_at",
                table: "carts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "promotion_codes",
                table: "carts",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<byte[]>(
                name: "token_hash",
                table: "carts",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_unpaid_orders_client_key",
                table: "unpaid_orders",
                column: "client_key",
                filter: "client_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_unpaid_orders_guest_key",
                table: "unpaid_orders",
                column: "guest_key",
                filter: "guest_key IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_unpaid_orders_owner",
                table: "unpaid_orders",
                sql: "(user_id IS NULL) = (guest_key IS NOT NULL) AND (user_id IS NULL OR client_key IS NULL)");

            migrationBuilder.CreateIndex(
                name: "ix_orders_guest_key",
                table: "orders",
                column: "guest_key",
                filter: "guest_key IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_orders_owner",
                table: "orders",
                sql: "(user_id IS NULL) = (guest_key IS NOT NULL)");

            migrationBuilder.CreateIndex(
                name: "ix_carts_client_key_created_at",
                table: "carts",
                columns: new[] { "client_key", "created_at" },
                filter: "client_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_carts_expires_at",
                table: "carts",
                column: "expires_at",
                filter: "expires_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_carts_token_hash",
                table: "carts",
                column: "token_hash",
                unique: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_carts_guest",
                table: "carts",
                sql: "(token_hash IS NULL) = (expires_at IS NULL) AND (token_hash IS NULL) = (client_key IS NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_carts_owner",
                table: "carts",
                sql: "(user_id IS NULL) <> (token_hash IS NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_carts_promotion_codes",
                table: "carts",
                sql: "cardinality(promotion_codes) <= 10");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(RemoveGuests);

            migrationBuilder.DropIndex(
                name: "ix_unpaid_orders_client_key",
                table: "unpaid_orders");

            migrationBuilder.DropIndex(
                name: "ix_unpaid_orders_guest_key",
                table: "unpaid_orders");

            migrationBuilder.DropCheckConstraint(
                name: "ck_unpaid_orders_owner",
                table: "unpaid_orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_guest_key",
                table: "orders");

            migrationBuilder.DropCheckConstraint(
                name: "ck_orders_owner",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_carts_client_key_created_at",
                table: "carts");

            migrationBuilder.DropIndex(
                name: "ix_carts_expires_at",
                table: "carts");

            migrationBuilder.DropIndex(
                name: "ix_carts_token_hash",
                table: "carts");

            migrationBuilder.DropCheckConstraint(
                name: "ck_carts_guest",
                table: "carts");

            migrationBuilder.DropCheckConstraint(
                name: "ck_carts_owner",
                table: "carts");

            migrationBuilder.DropCheckConstraint(
                name: "ck_carts_promotion_codes",
                table: "carts");

            migrationBuilder.DropColumn(
                name: "client_key",
                table: "unpaid_orders");

            migrationBuilder.DropColumn(
                name: "guest_key",
                table: "unpaid_orders");

            migrationBuilder.DropColumn(
                name: "guest_key",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "client_key",
                table: "carts");

            migrationBuilder.DropColumn(
                name: "created_at",
                table: "carts");

            migrationBuilder.DropColumn(
                name: "expires_at",
                table: "carts");

            migrationBuilder.DropColumn(
                name: "promotion_codes",
                table: "carts");

            migrationBuilder.DropColumn(
                name: "token_hash",
                table: "carts");

            migrationBuilder.AlterColumn<long>(
                name: "user_id",
                table: "unpaid_orders",
                type: "bigint",
                nullable: false,
                oldClrType: typeof(long),
                oldType: "bigint",
                oldNullable: true);

            migrationBuilder.AlterColumn<long>(
                name: "user_id",
                table: "returns",
                type: "bigint",
                nullable: false,
                oldClrType: typeof(long),
                oldType: "bigint",
                oldNullable: true);

            migrationBuilder.AlterColumn<long>(
                name: "user_id",
                table: "orders",
                type: "bigint",
                nullable: false,
                oldClrType: typeof(long),
                oldType: "bigint",
                oldNullable: true);

            migrationBuilder.AlterColumn<long>(
                name: "user_id",
                table: "invoices",
                type: "bigint",
                nullable: false,
                oldClrType: typeof(long),
                oldType: "bigint",
                oldNullable: true);

            migrationBuilder.AlterColumn<long>(
                name: "user_id",
                table: "carts",
                type: "bigint",
                nullable: false,
                oldClrType: typeof(long),
                oldType: "bigint",
                oldNullable: true);
        }
    }
}
