using Microsoft.Extensions.Options;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Sales.Services.Carts;

/// <summary>Limits a cart to what can be ordered: no more units than one account may order unpaid.</summary>
internal sealed class CartLimits(IOptions<OrdersOptions> options)
{
    private readonly int _most = options.Value.MaxUnpaidUnits;

    /// <summary>Refuses a change that exceeds the limit. A cart that already exceeds it may be reduced.</summary>
    /// <param name="field">The field with the quantity.</param>
    /// <exception cref="ShopException">400.</exception>
    public void Require(int before, int after, string field)
    {
        if (_most > 0 && after > _most && after > before)
            throw ShopException.Invalid(
                field, $"The cart would contain {after} units; it can contain at most {_most}, as many as can "
                    + "be ordered at once.");
    }
}
