using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using NpgsqlTypes;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class ProductSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "product_search",
                columns: table => new
                {
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    name_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    sku_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    category_id = table.Column<long>(type: "bigint", nullable: false),
                    pet_type_id = table.Column<long>(type: "bigint", nullable: false),
                    brand_id = table.Column<long>(type: "bigint", nullable: true),
                    price = table.Column<decimal>(type: "numeric(14,3)", precision: 14, scale: 3, nullable: false),
                    name = table.Column<string>(
                        type: "character varying(100)", maxLength: 100, nullable: false, collation: "und-x-icu"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    in_stock = table.Column<bool>(type: "boolean", nullable: false),
                    vector = table.Column<NpgsqlTsVector>(type: "tsvector", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_search", x => x.product_id);
                    table.ForeignKey(
                        name: "fk_product_search_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "search_renewals",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    product_id = table.Column<long>(type: "bigint", nullable: true),
                    category_id = table.Column<long>(type: "bigint", nullable: true),
                    pet_type_id = table.Column<long>(type: "bigint", nullable: true),
                    brand_id = table.Column<long>(type: "bigint", nullable: true),
                    done_up_to = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_renewals", x => x.id);
                });

            // English stems without a stop list: every word of a name can be searched for. Words are folded before they
            // come here, so that they are letters or digits only.
            migrationBuilder.Sql(
                "CREATE TEXT SEARCH DICTIONARY petshop_stems (TEMPLATE = pg_catalog.snowball, LANGUAGE = english)");
            migrationBuilder.Sql("CREATE TEXT SEARCH CONFIGURATION petshop_words (PARSER = pg_catalog.default)");
            migrationBuilder.Sql("""
                ALTER TEXT SEARCH CONFIGURATION petshop_words ADD MAPPING FOR asciiword, word, numword, int, uint
                    WITH petshop_stems
                """);

            // Without words, which the program folds: the note has it do so, in this same run of migrate.
            migrationBuilder.Sql("""
                INSERT INTO product_search (
                    product_id, name_key, sku_key, category_id, pet_type_id, brand_id, price, name, created_at,
                        is_active, in_stock, vector)
                SELECT p.id, '', '', p.category_id, p.pet_type_id, p.brand_id, p.price, p.name, p.created_at,
                    p.is_active, s.quantity > 0, ''
                FROM products p JOIN product_stock s ON s.product_id = p.id
                """);
            migrationBuilder.Sql("INSERT INTO search_renewals DEFAULT VALUES");

            migrationBuilder.CreateIndex(
                name: "ix_products_brand_id_id",
                table: "products",
                columns: new[] { "brand_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_products_category_id_id",
                table: "products",
                columns: new[] { "category_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_products_pet_type_id_id",
                table: "products",
                columns: new[] { "pet_type_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_brand_id_created_at_product_id",
                table: "product_search",
                columns: new[] { "brand_id", "created_at", "product_id" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_category_id_created_at_product_id",
                table: "product_search",
                columns: new[] { "category_id", "created_at", "product_id" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_category_id_price_product_id",
                table: "product_search",
                columns: new[] { "category_id", "price", "product_id" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_created_at_product_id",
                table: "product_search",
                columns: new[] { "created_at", "product_id" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_hidden",
                table: "product_search",
                columns: new[] { "created_at", "product_id" },
                filter: "NOT is_active");

            migrationBuilder.CreateIndex(
                name: "ix_product_search_name_key",
                table: "product_search",
                column: "name_key");

            migrationBuilder.CreateIndex(
                name: "ix_product_search_name_product_id",
                table: "product_search",
                columns: new[] { "name", "product_id" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_pet_type_id_created_at_product_id",
                table: "product_search",
                columns: new[] { "pet_type_id", "created_at", "product_id" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_price_product_id",
                table: "product_search",
                columns: new[] { "price", "product_id" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_sku_key",
                table: "product_search",
                column: "sku_key");

            migrationBuilder.CreateIndex(
                name: "ix_product_search_sold_out",
                table: "product_search",
                columns: new[] { "created_at", "product_id" },
                filter: "NOT in_stock");

            migrationBuilder.CreateIndex(
                name: "ix_product_search_vector",
                table: "product_search",
                column: "vector")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.DropIndex(
                name: "ix_products_brand_id",
                table: "products");

            migrationBuilder.DropIndex(
                name: "ix_products_category_id",
                table: "products");

            migrationBuilder.DropIndex(
                name: "ix_products_created_at_id",
                table: "products");

            migrationBuilder.DropIndex(
                name: "ix_products_inactive",
                table: "products");

            migrationBuilder.DropIndex(
                name: "ix_products_name_id",
                table: "products");

            migrationBuilder.DropIndex(
                name: "ix_products_pet_type_id",
                table: "products");

            migrationBuilder.DropIndex(
                name: "ix_products_price_id",
                table: "products");

            migrationBuilder.DropIndex(
                name: "ix_products_search_vector",
                table: "products");

            migrationBuilder.DropColumn(
                name: "search_vector",
                table: "products");

            migrationBuilder.DropColumn(
                name: "search_words",
                table: "products");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "product_search");

            migrationBuilder.DropTable(
                name: "search_renewals");

            migrationBuilder.DropIndex(
                name: "ix_products_brand_id_id",
                table: "products");

            migrationBuilder.DropIndex(
                name: "ix_products_category_id_id",
                table: "products");

            migrationBuilder.DropIndex(
                name: "ix_products_pet_type_id_id",
                table: "products");

            migrationBuilder.AddColumn<string>(
                name: "search_words",
                table: "products",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<NpgsqlTsVector>(
                name: "search_vector",
                table: "products",
                type: "tsvector",
                nullable: true,
                computedColumnSql: "setweight(to_tsvector('english', name), 'A') "
                    + "|| setweight(to_tsvector('english', sku || ' ' || search_words), 'B') "
                    + "|| setweight(to_tsvector('english', coalesce(description, '')), 'C')",
                stored: true);

            migrationBuilder.Sql("""
                UPDATE products p SET search_words = concat_ws(' ',
                    (SELECT name FROM brands WHERE id = p.brand_id),
                    (SELECT name FROM categories WHERE id = p.category_id),
                    (SELECT name FROM pet_types WHERE id = p.pet_type_id))
                """);
            migrationBuilder.Sql("DROP TEXT SEARCH CONFIGURATION petshop_words");
            migrationBuilder.Sql("DROP TEXT SEARCH DICTIONARY petshop_stems");

            migrationBuilder.CreateIndex(
                name: "ix_products_brand_id",
                table: "products",
                column: "brand_id");

            migrationBuilder.CreateIndex(
                name: "ix_products_category_id",
                table: "products",
                column: "category_id");

            migrationBuilder.CreateIndex(
                name: "ix_products_created_at_id",
                table: "products",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_products_inactive",
                table: "products",
                column: "id",
                filter: "NOT is_active");

            migrationBuilder.CreateIndex(
                name: "ix_products_name_id",
                table: "products",
                columns: new[] { "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_products_pet_type_id",
                table: "products",
                column: "pet_type_id");

            migrationBuilder.CreateIndex(
                name: "ix_products_price_id",
                table: "products",
                columns: new[] { "price", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_products_search_vector",
                table: "products",
                column: "search_vector")
                .Annotation("Npgsql:IndexMethod", "gin");
        }
    }
}
