using System;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class Events : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "work_items",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    queue = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false,
                        collation: "C"),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false,
                        collation: "C"),
                    order_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true,
                        collation: "C"),
                    payload = table.Column<JsonElement>(type: "jsonb", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    available_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lease = table.Column<Guid>(type: "uuid", nullable: true),
                    last_error = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    parked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_items", x => x.id);
                    table.CheckConstraint("ck_work_items_lease",
                        "(lease IS NULL) = (leased_until IS NULL) AND (lease IS NULL OR parked_at IS NULL)");
                });

            migrationBuilder.CreateIndex(
                name: "ix_work_items_queue_available_at_id",
                table: "work_items",
                columns: new[] { "queue", "available_at", "id" },
                filter: "parked_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_work_items_queue_id",
                table: "work_items",
                columns: new[] { "queue", "id" },
                filter: "parked_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_work_items_queue_key",
                table: "work_items",
                columns: new[] { "queue", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_work_items_queue_order_key",
                table: "work_items",
                columns: new[] { "queue", "order_key" },
                unique: true,
                filter: "lease IS NOT NULL AND order_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_work_items_queue_order_key_id",
                table: "work_items",
                columns: new[] { "queue", "order_key", "id" },
                filter: "parked_at IS NULL AND order_key IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "work_items");
        }
    }
}
