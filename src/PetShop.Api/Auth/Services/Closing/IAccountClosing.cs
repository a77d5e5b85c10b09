using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Closing;

/// <summary>What must happen elsewhere when an account is closed. Implemented by Sales; joins the caller's unit of work.</summary>
public interface IAccountClosing
{
    /// <summary>
    /// Removes what is personal (the cart), cancels what is ordered and not paid, and erases what the books do not need. What they need is kept
    /// (docs/decisions/0018). The account's row is locked.
    /// </summary>
    /// <param name="actor">Who closes it: the account itself or an admin.</param>
    Task CloseAsync(Actor actor, long userId, CancellationToken ct);
}
