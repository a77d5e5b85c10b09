namespace PetShop.IntegrationTests.Contract.Fuzz;

/// <summary>A digest of the content of the shop's tables, which shows any change.</summary>
internal sealed class TableDigest(ShopDatabase database)
{
    /// <summary>Tables that a refused request may write to, each with the reason.</summary>
    private static readonly string[] MayChange =
    [
        "sign_in_attempts",     // wrong tries are counted
        "sessions",             // a refresh token that is used twice ends its session
        "refresh_tokens",
    ];

    private string? _query;

    /// <returns>A digest by table.</returns>
    public async Task<Dictionary<string, string>> TakeAsync()
    {
        _query ??= await QueryAsync();
        var digests = await database.ReadAsync<string[]>(_query);
        return digests.Select(digest => digest.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    private async Task<string> QueryAsync()
    {
        var names = await database.ReadAsync<string[]>("""
            SELECT array_agg(relname::text ORDER BY relname) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
            """);
        var tables = names.Where(name => !MayChange.Any(may => name.Contains(may, StringComparison.Ordinal)));
        var digests = tables.Select(name => $"""
            (SELECT '{name}=' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM public."{name}" t)
            """);
        return $"SELECT array[{string.Join(", ", digests)}]";
    }
}
