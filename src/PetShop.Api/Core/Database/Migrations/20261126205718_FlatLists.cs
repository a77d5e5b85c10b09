using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class FlatLists : Migration
    {
        /// <summary>
        /// As SearchTokens.Of makes them for entries that are written from now on. A change of the column's type
        /// writes the table anew, without the old rows that an UPDATE would leave between the new ones.
        /// </summary>
        private const string AddTokens = """
            ALTER TABLE product_search ALTER COLUMN vector TYPE tsvector
            USING vector || strip(to_tsvector('pg_catalog.simple', concat_ws(' ',
                'k' || (product_id >> 12), 'l' || (product_id >> 14), 'm' || (product_id >> 16),
                'n' || (product_id >> 18), 'o' || (product_id >> 20), 'r' || (product_id >> 22),
                'c' || category_id, 'p' || pet_type_id, 'b' || brand_id,
                'q' || 9 * (length((price * 1000)::bigint::text) - 1) + left((price * 1000)::bigint::text, 1)::int,
                CASE WHEN NOT in_stock THEN 'x1' END, CASE WHEN NOT is_active THEN 'h1' END)))
            """;

        private const string RemoveTokens = """
            UPDATE product_search SET vector = ts_delete(vector, ARRAY(
                SELECT lexeme FROM unnest(vector) WHERE lexeme ~ '^[a-z][0-9]+$'))
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_user_roles_role_id",
                table: "user_roles");

            migrationBuilder.DropIndex(
                name: "ix_product_search_brand_id_created_at_product_id",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_category_id_created_at_product_id",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_category_id_price_product_id",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_created_at_product_id",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_hidden",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_name_product_id",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_pet_type_id_created_at_product_id",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_price_product_id",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_sold_out",
                table: "product_search");

            migrationBuilder.Sql(AddTokens);

            migrationBuilder.CreateIndex(
                name: "ix_user_roles_role_id_user_id",
                table: "user_roles",
                columns: new[] { "role_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_brand_name",
                table: "product_search",
                columns: new[] { "brand_id", "pet_type_id", "name", "product_id" })
                .Annotation("Npgsql:IndexInclude", new[] { "category_id", "price", "is_active", "in_stock" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_brand_newest",
                table: "product_search",
                columns: new[] { "brand_id", "pet_type_id", "created_at", "product_id" })
                .Annotation("Npgsql:IndexInclude", new[] { "category_id", "price", "is_active", "in_stock" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_brand_price",
                table: "product_search",
                columns: new[] { "brand_id", "pet_type_id", "price", "product_id" })
                .Annotation("Npgsql:IndexInclude", new[] { "category_id", "is_active", "in_stock" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_category_name",
                table: "product_search",
                columns: new[] { "category_id", "pet_type_id", "name", "product_id" })
                .Annotation("Npgsql:IndexInclude", new[] { "price", "is_active", "in_stock" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_category_newest",
                table: "product_search",
                columns: new[] { "category_id", "pet_type_id", "created_at", "product_id" })
                .Annotation("Npgsql:IndexInclude", new[] { "price", "is_active", "in_stock" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_category_price",
                table: "product_search",
                columns: new[] { "category_id", "pet_type_id", "price", "product_id" })
                .Annotation("Npgsql:IndexInclude", new[] { "is_active", "in_stock" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_created_at_product_id",
                table: "product_search",
                columns: new[] { "created_at", "product_id" })
                .Annotation("Npgsql:IndexInclude", new[] { "price", "is_active", "in_stock" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_hidden",
                table: "product_search",
                columns: new[] { "created_at", "product_id" },
                filter: "NOT is_active")
                .Annotation("Npgsql:IndexInclude",
                    new[] { "category_id", "pet_type_id", "brand_id", "price", "in_stock" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_name_product_id",
                table: "product_search",
                columns: new[] { "name", "product_id" })
                .Annotation("Npgsql:IndexInclude", new[] { "price", "is_active", "in_stock" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_price_product_id",
                table: "product_search",
                columns: new[] { "price", "product_id" })
                .Annotation("Npgsql:IndexInclude", new[] { "is_active", "in_stock" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_sold_out",
                table: "product_search",
                columns: new[] { "created_at", "product_id" },
                filter: "NOT in_stock")
                .Annotation("Npgsql:IndexInclude",
                    new[] { "category_id", "pet_type_id", "brand_id", "price", "is_active" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_sold_out_name",
                table: "product_search",
                columns: new[] { "name", "product_id" },
                filter: "NOT in_stock")
                .Annotation("Npgsql:IndexInclude",
                    new[] { "category_id", "pet_type_id", "brand_id", "price", "is_active" });

            migrationBuilder.CreateIndex(
                name: "ix_product_search_sold_out_price",
                table: "product_search",
                columns: new[] { "price", "product_id" },
                filter: "NOT in_stock")
                .Annotation("Npgsql:IndexInclude", new[] { "category_id", "pet_type_id", "brand_id", "is_active" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_archived",
                table: "orders",
                column: "id",
                filter: "archived_at IS NOT NULL");

            // A table that was written anew has no statistics, and nothing makes them by itself.
            migrationBuilder.Sql("ANALYZE product_search");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(RemoveTokens);

            migrationBuilder.DropIndex(
                name: "ix_user_roles_role_id_user_id",
                table: "user_roles");

            migrationBuilder.DropIndex(
                name: "ix_product_search_brand_name",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_brand_newest",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_brand_price",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_category_name",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_category_newest",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_category_price",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_created_at_product_id",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_hidden",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_name_product_id",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_price_product_id",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_sold_out",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_sold_out_name",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_product_search_sold_out_price",
                table: "product_search");

            migrationBuilder.DropIndex(
                name: "ix_orders_archived",
                table: "orders");

            migrationBuilder.CreateIndex(
                name: "ix_user_roles_role_id",
                table: "user_roles",
                column: "role_id");

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
                name: "ix_product_search_sold_out",
                table: "product_search",
                columns: new[] { "created_at", "product_id" },
                filter: "NOT in_stock");
        }
    }
}
