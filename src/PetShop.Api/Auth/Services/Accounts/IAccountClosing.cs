namespace PetShop.Api.Auth.Services.Accounts;

/// <summary>What must happen elsewhere when an account is closed. Implemented by Sales; joins the caller's unit of work.</summary>
public interface IAccountClosing
{
    /// <summary>Removes what is personal (the cart); orders and invoices are kept, as the law asks.</summary>
    Task CloseAsync(long userId, CancellationToken ct);
}
