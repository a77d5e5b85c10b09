using PetShop.Api.Core.Paging;
using PetShop.Api.Sales.Dtos.Refunds;

namespace PetShop.Api.Sales.Validators.Refunds;

public sealed class RefundFilterValidator : PageQueryValidator<RefundFilter>;
