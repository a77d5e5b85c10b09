using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class Promotions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "promotions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    description = table.Column<string>(
                        type: "character varying(2000)", maxLength: 2000, nullable: true),
                    effect = table.Column<string>(type: "jsonb", nullable: false),
                    scope = table.Column<string>(type: "jsonb", nullable: false),
                    is_on_order = table.Column<bool>(type: "boolean", nullable: false),
                    minimum_subtotal = table.Column<decimal>(
                        type: "numeric(14,3)", precision: 14, scale: 3, nullable: true),
                    is_first_order_only = table.Column<bool>(type: "boolean", nullable: false),
                    needs_code = table.Column<bool>(type: "boolean", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    is_exclusive = table.Column<bool>(type: "boolean", nullable: false),
                    max_uses = table.Column<int>(type: "integer", nullable: true),
                    max_uses_per_customer = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_promotions", x => x.id);
                    table.CheckConstraint("ck_promotions_limits", "max_uses > 0 AND max_uses_per_customer > 0");
                    table.CheckConstraint("ck_promotions_period", "starts_at < ends_at");
                });

            migrationBuilder.CreateTable(
                name: "promotion_codes",
                columns: table => new
                {
                    key = table.Column<string>(
                        type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    promotion_id = table.Column<long>(type: "bigint", nullable: false),
                    max_uses = table.Column<int>(type: "integer", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_promotion_codes", x => x.key);
                    table.CheckConstraint("ck_promotion_codes_max_uses", "max_uses > 0");
                    table.ForeignKey(
                        name: "fk_promotion_codes_promotions_promotion_id",
                        column: x => x.promotion_id,
                        principalTable: "promotions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "promotion_counters",
                columns: table => new
                {
                    promotion_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(
                        type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    uses = table.Column<int>(type: "integer", nullable: false),
                    max_uses = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_promotion_counters", x => new { x.promotion_id, x.key });
                    table.CheckConstraint("ck_promotion_counters_uses", "uses BETWEEN 0 AND max_uses");
                    table.ForeignKey(
                        name: "fk_promotion_counters_promotions_promotion_id",
                        column: x => x.promotion_id,
                        principalTable: "promotions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "promotion_uses",
                columns: table => new
                {
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    promotion_id = table.Column<long>(type: "bigint", nullable: false),
                    customer_key = table.Column<string>(
                        type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    code_key = table.Column<string>(
                        type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    amount = table.Column<decimal>(type: "numeric(14,3)", precision: 14, scale: 3, nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    released_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_promotion_uses", x => new { x.order_id, x.promotion_id });
                    table.CheckConstraint("ck_promotion_uses_amount", "amount >= 0");
                    table.ForeignKey(
                        name: "fk_promotion_uses_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_promotion_uses_promotions_promotion_id",
                        column: x => x.promotion_id,
                        principalTable: "promotions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_promotion_codes_promotion_id_key",
                table: "promotion_codes",
                columns: new[] { "promotion_id", "key" });

            migrationBuilder.CreateIndex(
                name: "ix_promotion_uses_counted",
                table: "promotion_uses",
                columns: new[] { "promotion_id", "code_key" },
                filter: "released_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_promotion_uses_promotion_id_order_id",
                table: "promotion_uses",
                columns: new[] { "promotion_id", "order_id" });

            migrationBuilder.CreateIndex(
                name: "ix_promotions_needs_code_ends_at",
                table: "promotions",
                columns: new[] { "needs_code", "ends_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "promotion_codes");

            migrationBuilder.DropTable(
                name: "promotion_counters");

            migrationBuilder.DropTable(
                name: "promotion_uses");

            migrationBuilder.DropTable(
                name: "promotions");
        }
    }
}
