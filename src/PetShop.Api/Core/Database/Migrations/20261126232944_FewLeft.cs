using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class FewLeft : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "few_left",
                table: "product_search",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            // Before the index: with it, no row could keep its entries in the others.
            migrationBuilder.Sql("""
                UPDATE product_search e SET few_left = true FROM product_stock s
                WHERE s.product_id = e.product_id AND s.quantity <= 5
                """);

            migrationBuilder.CreateIndex(
                name: "ix_product_search_few_left",
                table: "product_search",
                columns: new[] { "created_at", "product_id" },
                filter: "few_left")
                .Annotation("Npgsql:IndexInclude",
                    new[] { "category_id", "pet_type_id", "brand_id", "price", "is_active", "in_stock" });

            // The new column has no statistics, and nothing makes them soon.
            migrationBuilder.Sql("ANALYZE product_search");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_product_search_few_left",
                table: "product_search");

            migrationBuilder.DropColumn(
                name: "few_left",
                table: "product_search");
        }
    }
}
