using System.Text.Json.Serialization;
using PetShop.Api.Core.Paging;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Dtos.Reference;
using PetShop.Api.Products.Dtos.Stock;

namespace PetShop.Api.Products.Dtos;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProductResponse)), JsonSerializable(typeof(Page<ProductResponse>))]
[JsonSerializable(typeof(CategoryResponse)), JsonSerializable(typeof(Page<CategoryResponse>))]
[JsonSerializable(typeof(PetTypeResponse)), JsonSerializable(typeof(Page<PetTypeResponse>))]
[JsonSerializable(typeof(BrandResponse)), JsonSerializable(typeof(Page<BrandResponse>))]
[JsonSerializable(typeof(StockMovementResponse)), JsonSerializable(typeof(Page<StockMovementResponse>))]
[JsonSerializable(typeof(ProductStockResponse)), JsonSerializable(typeof(StockCountResponse))]
[JsonSerializable(typeof(Page<LowStockProduct>))]
[JsonSerializable(typeof(List<StockShortage>)), JsonSerializable(typeof(List<OutdatedStock>))]
internal sealed partial class ProductsJson : JsonSerializerContext;
