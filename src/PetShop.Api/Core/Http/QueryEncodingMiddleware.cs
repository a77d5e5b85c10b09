using System.Buffers;
using System.Globalization;
using System.Text.Unicode;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Http;

/// <summary>
/// Rejects queries that are not UTF-8 or contain U+0000. The framework would read such bytes as replacement characters,
/// and the request would mean something different from what was sent.
/// </summary>
internal sealed class QueryEncodingMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.QueryString.Value is { } query && query.Contains('%', StringComparison.Ordinal))
            Check(query);
        return next(context);
    }

    private static void Check(string query)
    {
        if (query.Contains("%00", StringComparison.Ordinal))
            throw Refuse("The character U+0000 is not allowed in a query. Remove it.");
        if (!IsUtf8(query))
            throw Refuse("The query is not UTF-8. Percent-encode the UTF-8 bytes of its values.");
    }

    private static ShopException Refuse(string detail) => new(ProblemTypes.BadRequest, detail);

    private static bool IsUtf8(string query)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(query.Length);
        var count = 0;
        for (var i = 0; i < query.Length; i++)
        {
            if (query[i] == '%' && i + 2 < query.Length && TryReadByte(query.AsSpan(i + 1, 2), out bytes[count]))
                i += 2;
            else
                bytes[count] = (byte)'_';       // an unencoded character ends the encoded sequence before it
            count++;
        }
        var isValid = Utf8.IsValid(bytes.AsSpan(0, count));
        ArrayPool<byte>.Shared.Return(bytes);
        return isValid;
    }

    private static bool TryReadByte(ReadOnlySpan<char> hex, out byte value) =>
        byte.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
