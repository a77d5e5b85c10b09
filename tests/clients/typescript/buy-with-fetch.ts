// Buys something and sends it back, with the types that openapi-typescript makes.
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "../obj/src/schema.js";

type OrderStatus = components["schemas"]["OrderStatus"];
type Problem = components["schemas"]["Problem"];

const baseUrl = process.env["SHOP"] ?? "http://localhost:8080";
const password = "correct horse battery staple";
const username = `fetch${Date.now()}`;
const shop = createClient<paths>({ baseUrl });

function answer<T>(result: { data?: T; error?: Problem }): T {
  if (result.data === undefined) throw new Error(`${result.error?.type}: ${result.error?.detail}`);
  return result.data;
}

async function signIn(name: string, secret: string) {
  const signedIn = answer(await shop.POST("/auth/login", { body: { username: name, password: secret } }));
  return createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${signedIn.token}` } });
}

// Look around.
const page = answer(await shop.GET("/products", { params: { query: { in_stock: true, sort: "-price", limit: 5 } } }));
const product = page.items[0];
assert(product, "the shop sells nothing");

// Register, sign in and fill the cart.
answer(await shop.POST("/auth/register", { body: { username, email: `${username}@example.com`, password } }));
const buyer = await signIn(username, password);
const cart = answer(await buyer.POST("/sales/carts", { body: { items: [{ product_id: product.id, quantity: 2 }] } }));
assert.equal(cart.item_count, 2);

// Check out, twice with one key: there is one order.
const checkout = () => buyer.POST("/sales/orders", {
  params: { header: { "Idempotency-Key": username } },
  body: { shipping_address: "12 Harbour Street, 20457 Hamburg, Germany" },
});
const placed = answer(await checkout());
assert.equal(answer(await checkout()).order.id, placed.order.id);
assert.equal(placed.order.status, "pending" satisfies OrderStatus);

// Too many: the problem says how many there are.
const refused = await buyer.POST("/sales/orders", {
  body: { items: [{ product_id: product.id, quantity: 100 }], shipping_address: "12 Harbour Street, 20457 Hamburg, Germany" },
});
if (refused.error?.type === "/problems/insufficient-stock") {
  const shortage = refused.error as components["schemas"]["InsufficientStockProblem"];
  assert.equal(shortage.items?.[0]?.product_id, product.id);
}

// An admin has it paid and delivered.
const admin = await signIn(process.env["ADMIN_NAME"] ?? "admin", process.env["ADMIN_PASSWORD"] ?? "");
answer(await admin.PATCH("/sales/invoices/{id}/status", { params: { path: { id: placed.invoice.id } }, body: { status: "paid" } }));
for (const status of ["confirmed", "processing", "shipped", "delivered"] satisfies OrderStatus[]) {
  answer(await admin.PATCH("/sales/orders/{id}/status", { params: { path: { id: placed.order.id } }, body: { status } }));
}

// Send one back.
const sentBack = answer(await buyer.POST("/sales/returns", {
  body: { order_id: placed.order.id, items: [{ product_id: product.id, quantity: 1, reason: "Too small" }] },
}));
assert.equal(sentBack.status, "requested");
console.log(`openapi-fetch bought ${placed.order.number} and asked for return ${sentBack.id}`);
