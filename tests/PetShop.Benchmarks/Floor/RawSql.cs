namespace PetShop.Benchmarks.Floor;

/// <summary>
/// The statements that EF Core generates for the shop's queries, as the baseline for the shop's reads.
/// </summary>
internal static class RawSql
{
    public const string Product = """
        SELECT p.id, p.sku, p.slug, p.name, p.description, c.slug, c.name, p0.slug, p0.name, b.name, b.slug, p.price,
            p.cost, p.supplier, p.weight, p.barcode, p1.quantity, p.image_url, p.is_active, p.created_by, p.created_at,
            p.updated_at, p.version
        FROM products AS p
        INNER JOIN categories AS c ON p.category_id = c.id
        INNER JOIN pet_types AS p0 ON p.pet_type_id = p0.id
        LEFT JOIN brands AS b ON p.brand_id = b.id
        LEFT JOIN product_stock AS p1 ON p.id = p1.product_id
        WHERE p.id = $1
        LIMIT 2
        """;

    public const string Cart = """
        SELECT c1.id, c1.updated_at, c1.user_id, c0.cart_id, c0.product_id, c0.position, c0.price_when_added,
            c0.quantity, c0.stock_when_added
        FROM (
            SELECT c.id, c.updated_at, c.user_id
            FROM carts AS c
            WHERE c.user_id = $1
            LIMIT 2
        ) AS c1
        LEFT JOIN cart_lines AS c0 ON c1.id = c0.cart_id
        ORDER BY c1.id, c0.cart_id
        """;

    public const string CartProducts = """
        SELECT p.id, p.sku, p.name, p.price, p0.quantity, p.is_active
        FROM products AS p
        LEFT JOIN product_stock AS p0 ON p.id = p0.product_id
        WHERE p.id = ANY ($1)
        """;

    public const string Orders = """
        SELECT o1.id, o1.user_id, o1.c, o1.status, o0.product_id, o0.sku, o0.product_name, o0.quantity, o0.price,
            o0.amount, o0.order_id, o0.position, o1.subtotal, o1.discount_total, o1.shipping_total, o1.tax_total,
            o1.total_amount, o1.currency, o1.shipping_address, o1.placed_at, o1.estimated_delivery, o1.updated_at,
                o1.customer_name,
            o1.customer_email, o1.version
        FROM (
            SELECT o.id, o.user_id, (
                SELECT i.invoice_id
                FROM invoice_register AS i
                WHERE o.id = i.order_id
                ORDER BY i.is_void, i.invoice_id DESC
                LIMIT 1) AS c, o.status, o.subtotal, o.discount_total, o.shipping_total, o.tax_total, o.total_amount,
                o.currency, o.shipping_address, o.placed_at, o.estimated_delivery, o.updated_at, o.customer_name,
                o.customer_email, o.version
            FROM orders AS o
            WHERE $1 = (o.archived_at IS NOT NULL) AND o.user_id = $2
            ORDER BY o.id DESC
            LIMIT $3
        ) AS o1
        LEFT JOIN order_lines AS o0 ON o1.id = o0.order_id
        ORDER BY o1.id DESC, o0.position
        """;

    public const string OrderCount = """
        SELECT count(*)::int
        FROM (
            SELECT 1
            FROM orders AS o
            WHERE $1 = (o.archived_at IS NOT NULL) AND o.user_id = $2
            LIMIT $3
        ) AS o0
        """;
}
