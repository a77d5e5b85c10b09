using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Stock;

namespace PetShop.Api.Products;

public static class ProductsModule
{
    /// <summary>Catalogue, reference data, stock. Knows no other domain.</summary>
    public static IServiceCollection AddProducts(this IServiceCollection services)
    {
        services.AddOptions<ProductsOptions>().BindConfiguration(ProductsOptions.Section);
        return services
            .AddSingleton<StockFigures>().AddSingleton<ProductCache>()
            .AddScoped<ProductRepository>().AddScoped<StockRepository>()
            .AddScoped<IProductCatalogue, ProductCatalogue>()
            .AddScoped<IStockService, StockService>();
    }
}
