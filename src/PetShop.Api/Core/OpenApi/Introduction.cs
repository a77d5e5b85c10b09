namespace PetShop.Api.Core.OpenApi;

/// <summary>The text above the operations in Swagger UI.</summary>
internal static class Introduction
{
    public const string Text = """
        Storefronts call this API. Admins can manage the shop from this page.

        **Sign in.** Press *Authorize* and give your user name and password. You stay signed in when you reload the page.

        **Try things.** Open an operation and press *Execute*. The examples work unchanged, unless the operation says what to fill in first.

        <details><summary>Conventions of all operations</summary>

        | | |
        | --- | --- |
        | Money | A number with the currency's decimals (`16.00`), next to its `currency` (ISO 4217). |
        | Times | UTC, ISO 8601: `2026-01-31T12:00:00Z`. If a day is accepted (`2026-01-31`), it means the whole day in the shop's time zone. |
        | Changes | `PUT` and `PATCH` both change what you send and keep the rest; `null` clears an optional field (RFC 7396). |
        | Lists | `items`, `next_cursor`, `total`. Send `next_cursor` as `cursor` for the next page; `limit` is 1 to 100. |
        | Caching | Public responses have an `ETag`. Send it as `If-None-Match` to get 304 if nothing has changed. |
        | Concurrent edits | Responses to admins have an `ETag`, too. Send it as `If-Match` with your change to get 412 if someone else has changed the resource. |
        | Retries | `Idempotency-Key` makes it safe to repeat a `POST` that moves money or stock: the same key and body return the same response, and the request is carried out once. |
        | Limits | Responses state what is left of your rate limit (`RateLimit`, `RateLimit-Policy`). Beyond it, the answer is 429 with `Retry-After`. |
        | Errors | `application/problem+json` (RFC 9457): `type` is stable, `detail` says what to do, `errors` lists invalid fields, `trace_id` identifies the request in the logs. |
        | Strictness | Names are in snake_case and case-sensitive. Unknown members and parameters are rejected by name. |

        </details>
        """;
}
