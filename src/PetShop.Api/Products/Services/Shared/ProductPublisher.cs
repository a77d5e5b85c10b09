using System.Text.Json.Nodes;
using PetShop.Api.Core.Outbox;

namespace PetShop.Api.Products.Services.Shared;

/// <summary>Publishes changes of products.</summary>
internal sealed class ProductPublisher(IOutbox outbox)
{
    public const string Created = "product.created";
    public const string Updated = "product.updated";

    /// <summary>It is no longer sold. Whether it was removed or hidden makes no difference to others.</summary>
    public const string Deleted = "product.deleted";
    public const string Restored = "product.restored";
    private const string StockLow = "stock.low";

    public static readonly string[] Types = [Created, Updated, Deleted, Restored, StockLow];

    public void Publish(string type, ProductKeys product) => Add(type, product.Id, new() { ["sku"] = product.Sku });

    /// <summary>The stock of a product has become low.</summary>
    public void PublishLow(long id, bool isInStock) => Add(StockLow, id, new() { ["in_stock"] = isInStock });

    private void Add(string type, long id, JsonObject data)
    {
        data["product_id"] = id;
        data["url"] = $"/products/{id}";
        outbox.Add(type, $"product:{id}", data);
    }
}
