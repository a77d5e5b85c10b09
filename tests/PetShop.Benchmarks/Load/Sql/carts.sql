-- Fills the carts that a run of checkout.sql emptied with three lines each. $1 is the first of 10,000 products.
INSERT INTO cart_lines (cart_id, product_id, position, quantity, price_when_added, stock_when_added)
SELECT c.id, $1 + (c.id % 3333) + 3333 * i, i + 1, 1, 1, 'InStock'
FROM carts c, generate_series(0, 2) i
WHERE NOT EXISTS (SELECT FROM cart_lines l WHERE l.cart_id = c.id);
