namespace PetShop.Api.Core.Database;

/// <summary>For writes that the database may refuse while the transaction goes on.</summary>
internal static class Savepoint
{
    /// <summary>Writes what was changed; where that is refused, only this is undone.</summary>
    public static async Task SaveOrUndoAsync(this PetShopDbContext db, CancellationToken ct)
    {
        db.Database.AutoSavepointsEnabled = true;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        finally
        {
            db.Database.AutoSavepointsEnabled = false;
        }
    }
}
