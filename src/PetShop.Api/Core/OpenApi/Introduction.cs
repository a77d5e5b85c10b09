namespace PetShop.Api.Core.OpenApi;

/// <summary>What stands above the operations in Swagger UI.</summary>
internal static class Introduction
{
    public const string Text = """
        Storefronts call this API, and admins run the shop from this page.

        **Sign in.** Press *Authorize* and give your user name and password. You stay signed in, also after a reload of the page.

        **Try things.** Open an operation and press *Execute*. The examples can be sent as they are, unless the operation says what to fill in first.

        <details><summary>What holds for all operations</summary>

        | | |
        | --- | --- |
        | Money | A number with the currency's decimals (`16.00`), the `currency` (ISO 4217) beside it. |
        | Times | UTC, ISO 8601: `2026-01-31T12:00:00Z`. Where a day may be given (`2026-01-31`), it is the whole day in the shop's time zone. |
        | Changes | `PUT` and `PATCH` both change what you send and keep the rest; `null` clears an optional field (RFC 7396). |
        | Lists | `items`, `next_cursor`, `total`. Send `next_cursor` as `cursor` for the next page; `limit` is 1 to 100. |
        | Caching | Public answers have an `ETag`; send it as `If-None-Match` and get 304 while nothing changed. |
        | Editing together | An admin's answer has an `ETag`, too; send it as `If-Match` with your change, and get 412 when somebody else was faster. |
        | Retries | `Idempotency-Key` makes a repeated `POST` that takes money or stock safe: same key and body, same answer, done once. |
        | Limits | Answers say what is left of your limit (`RateLimit`, `RateLimit-Policy`); beyond it: 429 with `Retry-After`. |
        | Errors | `application/problem+json` (RFC 9457): `type` is stable, `detail` says what to do, `errors` names fields, `trace_id` finds it in the logs. |
        | Strictness | Names are in snake_case and case-sensitive. Unknown members and parameters are refused by name. |

        </details>
        """;
}
