namespace PetShop.IntegrationTests.Core.Database;

/// <summary>A trigger that disturbs writes to a table until it is disposed.</summary>
internal sealed class WriteTrigger(ShopDatabase database, string table) : IAsyncDisposable
{
    /// <param name="statements">
    /// PL/pgSQL; <c>nextval('tries')</c> counts the times it runs, whatever is rolled back.
    /// </param>
    /// <param name="isDeferred">Whether it runs at the commit.</param>
    public static async Task<WriteTrigger> CreateAsync(
        ShopDatabase database, string table, string statements, bool isDeferred)
    {
        var kind = isDeferred ? "CONSTRAINT TRIGGER trouble AFTER" : "TRIGGER trouble BEFORE";
        await database.ExecuteAsync($"""
            CREATE SEQUENCE tries;
            CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $trouble$ BEGIN {statements}
                RETURN NEW; END $trouble$;
            CREATE {kind} INSERT OR UPDATE ON {table} {(isDeferred ? "DEFERRABLE INITIALLY DEFERRED" : "")} FOR EACH ROW
                EXECUTE FUNCTION trouble()
            """);
        return new WriteTrigger(database, table);
    }

    public async ValueTask DisposeAsync() =>
        await database.ExecuteAsync($"DROP TRIGGER trouble ON {table}; DROP FUNCTION trouble; DROP SEQUENCE tries");
}
