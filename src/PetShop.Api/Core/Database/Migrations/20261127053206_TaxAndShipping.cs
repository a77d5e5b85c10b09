using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <summary>Tax rates, shipping zones and methods; tax classes of products and categories; VAT numbers.</summary>
    public partial class TaxAndShipping : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "vat_number",
                table: "users",
                type: "character varying(15)",
                maxLength: 15,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "vat_number_verified_at",
                table: "users",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "vat_number_verified_by",
                table: "users",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "tax_class",
                table: "products",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "tax_class",
                table: "categories",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "applied_seeds",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    applied_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_applied_seeds", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "shipping_zones",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    countries = table.Column<string[]>(type: "text[]", nullable: false),
                    regions = table.Column<string[]>(type: "text[]", nullable: false),
                    postal_codes = table.Column<string>(type: "jsonb", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shipping_zones", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tax_rates",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    country = table.Column<string>(
                        type: "character varying(2)", maxLength: 2, nullable: false, collation: "C"),
                    region = table.Column<string>(
                        type: "character varying(3)", maxLength: 3, nullable: false, collation: "C"),
                    tax_class = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    percent = table.Column<decimal>(type: "numeric(7,4)", precision: 7, scale: 4, nullable: false),
                    name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tax_rates", x => x.id);
                    table.CheckConstraint("ck_tax_rates_percent", "percent BETWEEN 0 AND 100");
                    table.CheckConstraint("ck_tax_rates_period", "valid_to >= valid_from");
                });

            migrationBuilder.CreateTable(
                name: "shipping_methods",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    zone_id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    description = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    basis = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    steps = table.Column<string>(type: "jsonb", nullable: false),
                    free_from = table.Column<decimal>(type: "numeric(14,3)", precision: 14, scale: 3, nullable: true),
                    min_days = table.Column<int>(type: "integer", nullable: false),
                    max_days = table.Column<int>(type: "integer", nullable: false),
                    max_weight = table.Column<decimal>(type: "numeric(14,3)", precision: 14, scale: 3, nullable: true),
                    position = table.Column<int>(type: "integer", nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shipping_methods", x => x.id);
                    table.CheckConstraint("ck_shipping_methods_days", "min_days BETWEEN 0 AND max_days");
                    table.CheckConstraint("ck_shipping_methods_free_from", "free_from >= 0");
                    table.CheckConstraint("ck_shipping_methods_max_weight", "max_weight > 0");
                    table.ForeignKey(
                        name: "fk_shipping_methods_shipping_zones_zone_id",
                        column: x => x.zone_id,
                        principalTable: "shipping_zones",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_shipping_methods_zone_id_code",
                table: "shipping_methods",
                columns: new[] { "zone_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_shipping_methods_zone_id_position_id",
                table: "shipping_methods",
                columns: new[] { "zone_id", "position", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tax_rates_country_region_id",
                table: "tax_rates",
                columns: new[] { "country", "region", "id" });

            // In public, whatever schema the tables are in: an extension exists once a database. It compares texts in
            // the index of the constraint.
            migrationBuilder.Sql("CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public");
            migrationBuilder.Sql("""
                ALTER TABLE tax_rates ADD CONSTRAINT ex_tax_rates_one_at_a_time EXCLUDE USING gist (
                    country WITH =, region WITH =, tax_class WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "applied_seeds");

            migrationBuilder.DropTable(
                name: "shipping_methods");

            migrationBuilder.DropTable(
                name: "tax_rates");

            migrationBuilder.DropTable(
                name: "shipping_zones");

            migrationBuilder.DropColumn(
                name: "vat_number",
                table: "users");

            migrationBuilder.DropColumn(
                name: "vat_number_verified_at",
                table: "users");

            migrationBuilder.DropColumn(
                name: "vat_number_verified_by",
                table: "users");

            migrationBuilder.DropColumn(
                name: "tax_class",
                table: "products");

            migrationBuilder.DropColumn(
                name: "tax_class",
                table: "categories");
        }
    }
}
