using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class Mail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "normalized_pending_email",
                table: "users",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "normalized_previous_email",
                table: "users",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "pending_email",
                table: "users",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "pending_email_until",
                table: "users",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "previous_email",
                table: "users",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "previous_email_until",
                table: "users",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "mailed_addresses",
                columns: table => new
                {
                    address_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    mail_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mailed_addresses", x => new { x.address_hash, x.mail_id });
                });

            migrationBuilder.CreateTable(
                name: "mailed_tokens",
                columns: table => new
                {
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    purpose = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    mail_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mailed_tokens", x => x.token_hash);
                    table.ForeignKey(
                        name: "fk_mailed_tokens_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_users_normalized_previous_email",
                table: "users",
                column: "normalized_previous_email",
                filter: "normalized_previous_email IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_users_pending_email_until",
                table: "users",
                column: "pending_email_until",
                filter: "pending_email_until IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_users_previous_email_until",
                table: "users",
                column: "previous_email_until",
                filter: "previous_email_until IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_mailed_addresses_created_at",
                table: "mailed_addresses",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_mailed_tokens_expires_at",
                table: "mailed_tokens",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_mailed_tokens_user_id_purpose_created_at",
                table: "mailed_tokens",
                columns: new[] { "user_id", "purpose", "created_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "mailed_addresses");

            migrationBuilder.DropTable(
                name: "mailed_tokens");

            migrationBuilder.DropIndex(
                name: "ix_users_normalized_previous_email",
                table: "users");

            migrationBuilder.DropIndex(
                name: "ix_users_pending_email_until",
                table: "users");

            migrationBuilder.DropIndex(
                name: "ix_users_previous_email_until",
                table: "users");

            migrationBuilder.DropColumn(
                name: "normalized_pending_email",
                table: "users");

            migrationBuilder.DropColumn(
                name: "normalized_previous_email",
                table: "users");

            migrationBuilder.DropColumn(
                name: "pending_email",
                table: "users");

            migrationBuilder.DropColumn(
                name: "pending_email_until",
                table: "users");

            migrationBuilder.DropColumn(
                name: "previous_email",
                table: "users");

            migrationBuilder.DropColumn(
                name: "previous_email_until",
                table: "users");
        }
    }
}
