using FluentValidation;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Products.Dtos.Reference;

namespace PetShop.Api.Products.Validators;

public sealed class CreateCategoryValidator : AbstractValidator<CreateCategoryRequest>
{
    public CreateCategoryValidator()
    {
        RuleFor(r => r.Name).IsEntryName();
        RuleFor(r => r.Slug).IsSlug();
        RuleFor(r => r.Parent).IsCategoryOrNull();
    }
}

public sealed class UpdateCategoryValidator : AbstractValidator<UpdateCategoryRequest>
{
    public UpdateCategoryValidator()
    {
        this.WhenSet(r => r.Name, name => name.IsEntryName());
        this.WhenSet(r => r.Slug, slug => slug.NotNull().IsSlug());
        this.WhenSet(r => r.Parent, parent => parent.IsCategoryOrNull());
    }
}

public sealed class CreatePetTypeValidator : AbstractValidator<CreatePetTypeRequest>
{
    public CreatePetTypeValidator()
    {
        RuleFor(r => r.Name).IsEntryName();
        RuleFor(r => r.Slug).IsSlug();
    }
}

public sealed class UpdatePetTypeValidator : AbstractValidator<UpdatePetTypeRequest>
{
    public UpdatePetTypeValidator()
    {
        this.WhenSet(r => r.Name, name => name.IsEntryName());
        this.WhenSet(r => r.Slug, slug => slug.NotNull().IsSlug());
    }
}

public sealed class CreateBrandValidator : AbstractValidator<CreateBrandRequest>
{
    public CreateBrandValidator()
    {
        RuleFor(r => r.Name).IsEntryName();
        RuleFor(r => r.Slug).IsSlug();
    }
}

public sealed class UpdateBrandValidator : AbstractValidator<UpdateBrandRequest>
{
    public UpdateBrandValidator()
    {
        this.WhenSet(r => r.Name, name => name.IsEntryName());
        this.WhenSet(r => r.Slug, slug => slug.NotNull().IsSlug());
    }
}

public sealed class ReferenceQueryValidator : PageQueryValidator<ReferenceQuery>;
