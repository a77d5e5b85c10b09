using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services;

/// <summary>Of a closed account the cart goes; orders, invoices and returns stay on the books.</summary>
internal sealed class AccountClosing(CartRepository carts) : IAccountClosing
{
    public Task CloseAsync(long userId, CancellationToken ct) => carts.DeleteAsync(userId, ct);
}
