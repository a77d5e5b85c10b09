using Microsoft.EntityFrameworkCore;

namespace PetShop.Api.Core.Database;

/// <summary>Supports writes that the database may refuse without ending the transaction.</summary>
internal static class Savepoint
{
    /// <summary>Writes the pending changes. If the database refuses them, only these changes are undone.</summary>
    public static async Task SaveOrUndoAsync(this PetShopDbContext db, CancellationToken ct)
    {
        db.Database.AutoSavepointsEnabled = true;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            db.ForgetPrepared();
            throw;
        }
        finally
        {
            db.Database.AutoSavepointsEnabled = false;
        }
    }
}
