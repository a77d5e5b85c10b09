// Buys something and sends it back, with the client that hey-api makes.
import assert from "node:assert/strict";
import { createClient } from "../obj/src/hey/client/index.js";
import { authLogin, authRegister, invoicesMove, ordersMove, ordersPlace, productsList, returnsCreate } from "../obj/src/hey/sdk.gen.js";

const baseUrl = process.env["SHOP"] ?? "http://localhost:8080";
const password = "correct horse battery staple";
const username = `hey${Date.now()}`;
const anyone = createClient({ baseUrl });

async function signIn(name: string, secret: string) {
  const { data } = await authLogin({ client: anyone, body: { username: name, password: secret }, throwOnError: true });
  return createClient({ baseUrl, auth: () => data.token });
}

const { data: page } = await productsList({ client: anyone, query: { in_stock: true, limit: 5 }, throwOnError: true });
const product = page.items[0];
assert(product, "the shop sells nothing");

await authRegister({ client: anyone, body: { username, email: `${username}@example.com`, password }, throwOnError: true });
const buyer = await signIn(username, password);
const { data: placed } = await ordersPlace({
  client: buyer,
  headers: { "Idempotency-Key": username },
  body: { items: [{ product_id: product.id, quantity: 1 }], shipping_address: "12 Harbour Street, 20457 Hamburg, Germany" },
  throwOnError: true,
});

const { error: problem } = await ordersMove({ client: buyer, path: { id: placed.order.id }, body: { status: "shipped" } });
assert.equal(problem?.type, "/problems/forbidden");

const admin = await signIn(process.env["ADMIN_NAME"] ?? "admin", process.env["ADMIN_PASSWORD"] ?? "");
await invoicesMove({ client: admin, path: { id: placed.invoice.id }, body: { status: "paid" }, throwOnError: true });
for (const status of ["confirmed", "processing", "shipped", "delivered"] as const) {
  await ordersMove({ client: admin, path: { id: placed.order.id }, body: { status }, throwOnError: true });
}

const { data: sentBack } = await returnsCreate({
  client: buyer,
  body: { order_id: placed.order.id, items: [{ product_id: product.id, quantity: 1, reason: "Too small" }] },
  throwOnError: true,
});
assert.equal(sentBack.status, "requested");
console.log(`hey-api bought ${placed.order.number} and asked for return ${sentBack.id}`);
