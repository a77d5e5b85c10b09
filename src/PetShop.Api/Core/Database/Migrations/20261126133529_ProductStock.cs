using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class ProductStock : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "product_stock",
                columns: table => new
                {
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    sellable = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_stock", x => x.product_id);
                    table.CheckConstraint("ck_product_stock_quantity", "quantity >= 0");
                    table.ForeignKey(
                        name: "fk_product_stock_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                })
                .Annotation("Npgsql:StorageParameter:fillfactor", 50);

            migrationBuilder.Sql("""
                INSERT INTO product_stock (product_id, quantity, sellable)
                    SELECT id, stock_quantity, is_active FROM products
                """);

            migrationBuilder.DropCheckConstraint(
                name: "ck_products_stock_quantity",
                table: "products");

            migrationBuilder.DropColumn(
                name: "stock_quantity",
                table: "products");

            migrationBuilder.AlterTable(
                name: "products")
                .OldAnnotation("Npgsql:StorageParameter:fillfactor", 85);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterTable(
                name: "products")
                .Annotation("Npgsql:StorageParameter:fillfactor", 85);

            migrationBuilder.AddColumn<int>(
                name: "stock_quantity",
                table: "products",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.Sql("""
                UPDATE products SET stock_quantity = s.quantity FROM product_stock s WHERE s.product_id = products.id
                """);

            migrationBuilder.AddCheckConstraint(
                name: "ck_products_stock_quantity",
                table: "products",
                sql: "stock_quantity >= 0");

            migrationBuilder.DropTable(
                name: "product_stock");
        }
    }
}
