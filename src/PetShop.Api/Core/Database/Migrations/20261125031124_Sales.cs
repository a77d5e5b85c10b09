using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace PetShop.Api.Core.Database.Migrations
{
    /// <inheritdoc />
    public partial class Sales : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "carts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_carts", x => x.id);
                    table.ForeignKey(
                        name: "fk_carts_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            // EF knows no partitions: these three tables are made by hand, as it describes them, and
            // their months by Partitions.
            migrationBuilder.Sql("""
                CREATE TABLE orders (
                    id bigint NOT NULL,
                    user_id bigint NOT NULL,
                    status character varying(30) NOT NULL,
                    subtotal numeric(14,3) NOT NULL,
                    discount_total numeric(14,3) NOT NULL,
                    shipping_total numeric(14,3) NOT NULL,
                    tax_total numeric(14,3) NOT NULL,
                    total_amount numeric(14,3) NOT NULL,
                    currency character varying(3) NOT NULL,
                    shipping_address character varying(500) NOT NULL,
                    placed_at timestamp with time zone NOT NULL,
                    estimated_delivery timestamp with time zone,
                    updated_at timestamp with time zone NOT NULL,
                    archived_at timestamp with time zone,
                    version bigint NOT NULL,
                    CONSTRAINT pk_orders PRIMARY KEY (id),
                    CONSTRAINT ck_orders_amounts CHECK (
                        subtotal >= 0 AND discount_total >= 0 AND shipping_total >= 0 AND tax_total >= 0
                            AND total_amount >= 0),
                    CONSTRAINT fk_orders_users_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT
                ) PARTITION BY RANGE (id);
                """);

            migrationBuilder.CreateTable(
                name: "runtime_settings",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    value = table.Column<string>(type: "jsonb", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_runtime_settings", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "cart_lines",
                columns: table => new
                {
                    cart_id = table.Column<long>(type: "bigint", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    price_when_added = table.Column<decimal>(
                        type: "numeric(14,3)", precision: 14, scale: 3, nullable: false),
                    stock_when_added = table.Column<string>(
                        type: "character varying(30)", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cart_lines", x => new { x.cart_id, x.product_id });
                    table.CheckConstraint("ck_cart_lines_quantity", "quantity BETWEEN 1 AND 50");
                    table.ForeignKey(
                        name: "fk_cart_lines_carts_cart_id",
                        column: x => x.cart_id,
                        principalTable: "carts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_cart_lines_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.Sql("""
                CREATE TABLE invoices (
                    id bigint NOT NULL,
                    order_id bigint NOT NULL,
                    user_id bigint NOT NULL,
                    total_amount numeric(14,3) NOT NULL,
                    currency character varying(3) NOT NULL,
                    status character varying(30) NOT NULL,
                    issued_at timestamp with time zone NOT NULL,
                    due_date timestamp with time zone NOT NULL,
                    updated_at timestamp with time zone NOT NULL,
                    version bigint NOT NULL,
                    CONSTRAINT pk_invoices PRIMARY KEY (id),
                    CONSTRAINT ck_invoices_total_amount CHECK (total_amount >= 0),
                    CONSTRAINT fk_invoices_orders_order_id FOREIGN KEY (order_id) REFERENCES orders (id)
                        ON DELETE RESTRICT,
                    CONSTRAINT fk_invoices_users_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT
                ) PARTITION BY RANGE (id);
                """);

            migrationBuilder.Sql("""
                CREATE TABLE order_lines (
                    order_id bigint NOT NULL,
                    position integer NOT NULL,
                    product_id bigint NOT NULL,
                    sku character varying(50) NOT NULL,
                    product_name character varying(100) NOT NULL,
                    quantity integer NOT NULL,
                    price numeric(14,3) NOT NULL,
                    amount numeric(14,3) NOT NULL,
                    CONSTRAINT pk_order_lines PRIMARY KEY (order_id, position),
                    CONSTRAINT ck_order_lines_amounts CHECK (price >= 0 AND amount >= 0),
                    CONSTRAINT ck_order_lines_quantity CHECK (quantity > 0),
                    CONSTRAINT fk_order_lines_orders_order_id FOREIGN KEY (order_id) REFERENCES orders (id)
                        ON DELETE RESTRICT,
                    CONSTRAINT fk_order_lines_products_product_id FOREIGN KEY (product_id) REFERENCES products (id)
                        ON DELETE RESTRICT
                ) PARTITION BY RANGE (order_id);
                """);

            migrationBuilder.CreateTable(
                name: "returns",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    total_refund = table.Column<decimal>(
                        type: "numeric(14,3)", precision: 14, scale: 3, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    admin_notes = table.Column<string>(
                        type: "character varying(2000)", maxLength: 2000, nullable: true),
                    is_restocked = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_returns", x => x.id);
                    table.CheckConstraint("ck_returns_total_refund", "total_refund >= 0");
                    table.ForeignKey(
                        name: "fk_returns_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_returns_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "invoice_register",
                columns: table => new
                {
                    invoice_id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    is_void = table.Column<bool>(type: "boolean", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invoice_register", x => x.invoice_id);
                    table.CheckConstraint("ck_invoice_register_sequence", "sequence > 0");
                    table.ForeignKey(
                        name: "fk_invoice_register_invoices_invoice_id",
                        column: x => x.invoice_id,
                        principalTable: "invoices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_invoice_register_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "return_lines",
                columns: table => new
                {
                    return_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    refund_amount = table.Column<decimal>(
                        type: "numeric(14,3)", precision: 14, scale: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_return_lines", x => new { x.return_id, x.position });
                    table.CheckConstraint("ck_return_lines_quantity", "quantity > 0");
                    table.CheckConstraint("ck_return_lines_refund_amount", "refund_amount >= 0");
                    table.ForeignKey(
                        name: "fk_return_lines_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_return_lines_returns_return_id",
                        column: x => x.return_id,
                        principalTable: "returns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_cart_lines_product_id",
                table: "cart_lines",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_carts_user_id",
                table: "carts",
                column: "user_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_invoice_register_invoice_id",
                table: "invoice_register",
                column: "invoice_id",
                filter: "sequence IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_invoice_register_order_id",
                table: "invoice_register",
                column: "order_id",
                unique: true,
                filter: "NOT is_void");

            migrationBuilder.CreateIndex(
                name: "ix_invoice_register_order_id_all",
                table: "invoice_register",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_invoice_register_year_sequence",
                table: "invoice_register",
                columns: new[] { "year", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_invoices_due_date",
                table: "invoices",
                column: "due_date",
                filter: "status = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ix_invoices_order_id",
                table: "invoices",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_invoices_status_id",
                table: "invoices",
                columns: new[] { "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_invoices_user_id_id",
                table: "invoices",
                columns: new[] { "user_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_order_lines_product_id",
                table: "order_lines",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_shipping_address",
                table: "orders",
                column: "shipping_address")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:TsVectorConfig", "simple");

            migrationBuilder.CreateIndex(
                name: "ix_orders_status_id",
                table: "orders",
                columns: new[] { "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_user_id_id",
                table: "orders",
                columns: new[] { "user_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_return_lines_product_id",
                table: "return_lines",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_returns_order_id",
                table: "returns",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_returns_status_id",
                table: "returns",
                columns: new[] { "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_returns_user_id_id",
                table: "returns",
                columns: new[] { "user_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cart_lines");

            migrationBuilder.DropTable(
                name: "invoice_register");

            migrationBuilder.DropTable(
                name: "order_lines");

            migrationBuilder.DropTable(
                name: "return_lines");

            migrationBuilder.DropTable(
                name: "runtime_settings");

            migrationBuilder.DropTable(
                name: "carts");

            migrationBuilder.DropTable(
                name: "invoices");

            migrationBuilder.DropTable(
                name: "returns");

            migrationBuilder.DropTable(
                name: "orders");
        }
    }
}
