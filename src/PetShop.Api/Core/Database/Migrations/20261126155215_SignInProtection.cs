using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class SignInProtection : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_sign_in_attempts",
                table: "sign_in_attempts");

            migrationBuilder.DropIndex(
                name: "ix_sign_in_attempts_forget_at",
                table: "sign_in_attempts");

            migrationBuilder.AddColumn<byte[]>(
                name: "network_hash",
                table: "sign_in_attempts",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<int>(
                name: "locks",
                table: "sign_in_attempts",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "remember_until",
                table: "sign_in_attempts",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified),
                    new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<string>(
                name: "network",
                table: "sessions",
                type: "character varying(50)",
                maxLength: 50,
                nullable: false,
                defaultValue: "unknown");

            migrationBuilder.AddColumn<string>(
                name: "user_agent",
                table: "sessions",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "successor",
                table: "refresh_tokens",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "pk_sign_in_attempts",
                table: "sign_in_attempts",
                columns: new[] { "name_hash", "network_hash" });

            // What was counted by name alone is now what all strange networks did together.
            migrationBuilder.Sql("UPDATE sign_in_attempts SET remember_until = forget_at");

            migrationBuilder.CreateTable(
                name: "password_resets",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    issued_by = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_password_resets", x => x.user_id);
                    table.ForeignKey(
                        name: "fk_password_resets_user_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sign_in_networks",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    network = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    last_sign_in_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_networks", x => new { x.user_id, x.network });
                    table.ForeignKey(
                        name: "fk_sign_in_networks_user_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_sign_in_attempts_remember_until",
                table: "sign_in_attempts",
                column: "remember_until");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_ended_at",
                table: "sessions",
                column: "ended_at",
                filter: "ended_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_password_resets_expires_at",
                table: "password_resets",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_password_resets_token_hash",
                table: "password_resets",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sign_in_networks_last_sign_in_at",
                table: "sign_in_networks",
                column: "last_sign_in_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "password_resets");

            migrationBuilder.DropTable(
                name: "sign_in_networks");

            migrationBuilder.DropPrimaryKey(
                name: "pk_sign_in_attempts",
                table: "sign_in_attempts");

            migrationBuilder.DropIndex(
                name: "ix_sign_in_attempts_remember_until",
                table: "sign_in_attempts");

            migrationBuilder.DropIndex(
                name: "ix_sessions_ended_at",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "network_hash",
                table: "sign_in_attempts");

            migrationBuilder.DropColumn(
                name: "locks",
                table: "sign_in_attempts");

            migrationBuilder.DropColumn(
                name: "remember_until",
                table: "sign_in_attempts");

            migrationBuilder.DropColumn(
                name: "network",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "user_agent",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "successor",
                table: "refresh_tokens");

            migrationBuilder.AddPrimaryKey(
                name: "pk_sign_in_attempts",
                table: "sign_in_attempts",
                column: "name_hash");

            migrationBuilder.CreateIndex(
                name: "ix_sign_in_attempts_forget_at",
                table: "sign_in_attempts",
                column: "forget_at");
        }
    }
}
