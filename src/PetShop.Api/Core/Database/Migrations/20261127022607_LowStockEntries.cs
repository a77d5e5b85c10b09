using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <summary>
    /// Search entries mark five units as few, the default of the low-stock limit. It changes only a shop that ran
    /// FewLeft when it still marked ten.
    /// </summary>
    public partial class LowStockEntries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                UPDATE product_search e SET few_left = false FROM product_stock s
                WHERE s.product_id = e.product_id AND e.few_left AND s.quantity > 5
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                UPDATE product_search e SET few_left = true FROM product_stock s
                WHERE s.product_id = e.product_id AND s.quantity BETWEEN 6 AND 10
                """);
        }
    }
}
