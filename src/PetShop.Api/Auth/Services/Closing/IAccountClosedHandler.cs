using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Closing;

/// <summary>
/// What another domain must do when an account is closed. Implemented by Sales; joins the caller's unit of work.
/// </summary>
public interface IAccountClosedHandler
{
    /// <summary>
    /// Deletes the cart, cancels unpaid orders, and erases personal data that the accounting records do not need
    /// (docs/decisions/0018). The account's row is locked.
    /// </summary>
    /// <param name="actor">The caller who closes the account: its owner or an admin.</param>
    /// <exception cref="Core.Errors.ShopException">409: the account must stay open, because closing it would cost the
    /// customer something. The answer says what.</exception>
    Task CloseAsync(Actor actor, long userId, CancellationToken ct);
}
