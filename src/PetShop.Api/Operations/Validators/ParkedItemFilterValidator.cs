using PetShop.Api.Core.Paging;
using PetShop.Api.Operations.Dtos.Background;

namespace PetShop.Api.Operations.Validators;

public sealed class ParkedItemFilterValidator : PageQueryValidator<ParkedItemFilter>;
