using FluentValidation.AspNetCore;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Integrity;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Entities.Catalog;
using PetShop.Api.Products.Entities.Ledger;
using PetShop.Api.Products.Entities.Reference;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Repositories.Ledger;
using PetShop.Api.Products.Repositories.Lists;
using PetShop.Api.Products.Services;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Counts;
using PetShop.Api.Products.Services.Editing;
using PetShop.Api.Products.Services.Reference;
using PetShop.Api.Products.Services.Search;
using PetShop.Api.Products.Services.Seeding;
using PetShop.Api.Products.Services.Shared;
using PetShop.Api.Products.Services.Stock;
using PetShop.Api.Products.Validators;

namespace PetShop.Api.Products;

public static class ProductsModule
{
    /// <summary>
    /// Catalogue, reference data, stock. It depends on no other domain; the domain that sells implements
    /// <see cref="IProductUsage"/>.
    /// </summary>
    public static IServiceCollection AddProducts(this IServiceCollection services)
    {
        services.AddOptions<ProductsOptions>().BindConfiguration(ProductsOptions.Section);
        services.AddCacheFormatSettings<ProductsOptions>();
        services.AddOptions<SeedOptions>().BindConfiguration(SeedOptions.Section);
        return services.AddJsonContext(ProductsJson.Default)
            .AddRepositories().AddCatalogue().AddStock().AddSearch().AddReferenceData().AddReferenceRules()
            .AddProblems().AddTags();
    }

    private static IServiceCollection AddRepositories(this IServiceCollection services) => services
        .AddScoped<ProductRepository>().AddScoped<ProductSearchRepository>().AddScoped<SearchIndexRepository>()
        .AddScoped<ReferenceRepository>().AddScoped<StockRepository>().AddScoped<StockMovementRepository>()
        .AddScoped<StockClosingRepository>();

    private static IServiceCollection AddCatalogue(this IServiceCollection services) => services
        .AddSingleton<ProductCache>().AddScoped<ProductChanges>().AddScoped<ProductPublisher>()
        .AddEventTypes(ProductPublisher.Types).AddSingleton<ProductMapper>()
        .AddSingleton<PublicStock>().AddSingleton<IPublicStock>(provider => provider.GetRequiredService<PublicStock>())
        .AddSingleton<ProductQueryBuilder>()
        .AddScoped<ProductReader>()
        .AddScoped<Func<ProductReader>>(provider => provider.GetRequiredService<ProductReader>)
        .AddScoped<IProductQueries, ProductQueries>().AddScoped<IProductCreationService, ProductCreationService>()
        .AddScoped<ProductFactory>().AddScoped<ProductUpdater>()
        .AddScoped<IProductUpdateService, ProductUpdateService>()
        .AddScoped<IProductDeletionService, ProductDeletionService>()
        .AddScoped<IProductCatalogue, ProductCatalogue>()
        .AddScoped<SeedProductFactory>().AddScoped<ISeeder, CatalogueSeeder>();

    private static IServiceCollection AddStock(this IServiceCollection services) => services
        .AddSingleton(new PartitionedTable(StockMovementConfiguration.Table))
        .AddScoped<StockLedger>().AddScoped<IStockService, StockService>().AddScoped<StockCountLines>()
        .AddScoped<IStockCountService, StockCountService>().AddScoped<IStockMovementService, StockMovementService>()
        .AddScoped<IStockMovementQueries, StockMovementQueries>().AddScoped<ILowStockQueries, LowStockQueries>()
        .AddScoped<IStockAudit, StockAudit>().AddIntegrityCheck<StockAudit>()
        .AddJob<PreorderJob>().AddJob<StockClosingJob>();

    private static IServiceCollection AddSearch(this IServiceCollection services) => services
        .AddScoped<SearchIndex>().AddScoped<SearchReindexer>().AddSingleton<AfterCommitReindexer>()
        .AddJob<SearchReindexJob>().AddScoped<ISeeder, SearchReindexSeeder>();

    private static IServiceCollection AddReferenceData(this IServiceCollection services) => services
        .AddSingleton<ReferenceData>().AddSingleton<IReferenceQueries, ReferenceQueries>()
        .AddScoped<ReferenceEditor>()
        .AddScoped<ICategoryService, CategoryService>()
        .AddScoped<Func<ICategoryService>>(provider => provider.GetRequiredService<ICategoryService>)
        .AddScoped<IPetTypeService, PetTypeService>()
        .AddScoped<Func<IPetTypeService>>(provider => provider.GetRequiredService<IPetTypeService>)
        .AddScoped<IBrandService, BrandService>()
        .AddScoped<Func<IBrandService>>(provider => provider.GetRequiredService<IBrandService>)
        .AddScoped<ISeeder, ReferenceSeeder>();

    private static IServiceCollection AddReferenceRules(this IServiceCollection services)
    {
        services.AddOptions<MvcOptions>()
            .Configure<IServiceProvider>((mvc, provider) => mvc.Conventions.Add(new ReferenceDataConvention(provider)));
        return services.AddSingleton<ReferenceDataFilter>()
            .AddSingleton<IValidatorInterceptor>(provider => provider.GetRequiredService<ReferenceDataFilter>());
    }

    private static IServiceCollection AddProblems(this IServiceCollection services) => services
        .AddConstraintProblem(
            ProductConfiguration.SkuIndex, ProductProblems.DuplicateSku, ProductProblems.SkuIsTakenDetail, "sku")
        .AddConstraintProblem(
            BrandConfiguration.NameIndex, ProductProblems.DuplicateName, ProductProblems.BrandIsTakenDetail, "name")
        .AddConstraintProblem(
            "ix_brands_slug", ProductProblems.DuplicateSlug, "Another brand has this slug. Choose another.", "slug")
        .AddConstraintProblem("ix_categories_slug", ProductProblems.DuplicateSlug,
            "Another category has this slug. Choose another.", "slug")
        .AddConstraintProblem("ix_pet_types_slug", ProductProblems.DuplicateSlug,
            "Another pet type has this slug. Choose another.", "slug")
        .AddConstraintProblem(CategoryConfiguration.OfProduct, ProblemTypes.Validation,
            "The category has just been removed. Choose another.", "category")
        .AddConstraintProblem(PetTypeConfiguration.OfProduct, ProblemTypes.Validation,
            "The pet type has just been removed. Choose another.", "pet_type")
        .AddConstraintProblem(BrandConfiguration.OfProduct, ProblemTypes.Validation,
            "The brand has just been removed. Send the request again.", "brand")
        .AddConstraintProblem(CategoryConfiguration.OfParent, ProblemTypes.Validation,
            "The parent category has just been removed. Choose another.", "parent");

    private static IServiceCollection AddTags(this IServiceCollection services) => services
        .AddSingleton(new ApiTag("Products", 10, "Searching, adding, editing and removing products."))
        .AddSingleton(
            new ApiTag("Stock", 11, "Units on hand, and every change of them: deliveries, sales, returns, counts."))
        .AddSingleton(new ApiTag("Categories", 12, "The category tree."))
        .AddSingleton(new ApiTag("Pet types", 13, "The kinds of pets that products are for."))
        .AddSingleton(new ApiTag("Brands", 14, "The manufacturers of products."));
}
