using System.Runtime.CompilerServices;
using PetShop.Benchmarks.Load.Http;
using PetShop.Benchmarks.Load.Shops;
using PetShop.Benchmarks.Load.Targets;

namespace PetShop.Benchmarks.Load.Rows;

/// <summary>
/// The targets of one shop and of the floor. A target that several rows use is created, and measured, once.
/// </summary>
/// <param name="kept">All targets so far, in the order in which they are measured.</param>
/// <param name="entityTag">The ETag of the shop's product.</param>
internal sealed class RowTargets(
    HttpClient http, LoadServers servers, LoadShop shop, int connections, OrderedDictionary<string, Target> kept,
    Pace pace, string entityTag)
{
    private const int Ok = 200;
    private const int NotModifiedStatus = 304;
    private const int NotFound = 404;
    private const long UnknownId = 9_000_000_000_000;
    private readonly Uri _floor = servers.Floor;

    // Targets of the floor, shared by all shops.
    public Target Bare => OfFloor(() => Same("floor"));

    public Target BareList => OfFloor(() => Same("floor/list"));

    public Target RawProduct => OfFloor(() => Any(servers.Shops[0].Products.Select(id => $"raw/products/{id}")));

    public Target RawCart => OfFloor(() => Any(servers.Shops[0].Browsers.Select(who => $"raw/carts/{who.Id}")));

    public Target RawOrders => OfFloor(() => Any(servers.Shops[0].Browsers.Select(who => $"raw/orders/{who.Id}")));

    public Target PacedBare => OfFloor(() => new PacedTarget((HttpTarget)Bare, pace));

    public Target Pgbench => OfFloor(() => new PgbenchTarget(servers.Spare!, connections, isHot: false));

    public Target HotPgbench => OfFloor(() => new PgbenchTarget(servers.Spare!, connections, isHot: true));

    // Targets of this shop.
    public Target Product => OfShop(() => Asking(shop.Address, Requests.Same(HttpBytes.Get(shop.Product))));

    public Target Behind => OfShop(() => Asking(
        shop.Address, Requests.Same(HttpBytes.Get(new Uri(shop.Address, "floor")))));

    public Target NotModified => OfShop(() => Asking(
        shop.Address, Requests.Same(HttpBytes.Get(shop.Product, "If-None-Match: " + entityTag)), NotModifiedStatus));

    public Target List => OfShop(() => Asking(shop.Address, Requests.Same(HttpBytes.Get(shop.List))));

    public Target ProductWithToken => OfShop(() => Asking(
        shop.Address, Requests.AnyOf([.. shop.Browsers.Select(who => HttpBytes.GetAs(who.Token, shop.Product))])));

    public Target Unknown => OfShop(() => Asking(
        shop.Address, Requests.Same(HttpBytes.Get(LoadShop.ProductAt(shop.Address, UnknownId))), NotFound));

    public Target EverNewUnknown => OfShop(() => Asking(
        shop.Address, Requests.Fresh(i => HttpBytes.Get(LoadShop.ProductAt(shop.Address, UnknownId + i))), NotFound));

    public Target Miss => OfShop(() => Asking(shop.Forgetful, Requests.AnyOf(
        [.. shop.Products.Select(id => HttpBytes.Get(LoadShop.ProductAt(shop.Forgetful, id)))])));

    public Target Cart => OfShop(() => Asking(shop.Address, Requests.AnyOf(
        [.. shop.Browsers.Select(who => HttpBytes.GetAs(who.Token, who.CartOf(shop.Address)))])));

    public Target Orders => OfShop(() => Asking(shop.Address, Requests.AnyOf(
        [.. shop.Browsers.Select(who => HttpBytes.GetAs(who.Token, new Uri(shop.Address, "sales/orders")))])));

    public Target Checkout => OfShop(() => new CheckoutTarget(http, shop, connections, isHot: false));

    public Target HotCheckout => OfShop(() => new CheckoutTarget(http, shop, connections, isHot: true));

    public Target PacedProduct => OfShop(() => new PacedTarget((HttpTarget)Product, pace));

    private HttpTarget Same(string path) => Asking(_floor, Requests.Same(HttpBytes.Get(new Uri(_floor, path))));

    private HttpTarget Any(IEnumerable<string> paths) => Asking(_floor, Requests.AnyOf(
        [.. paths.Select(path => HttpBytes.Get(new Uri(_floor, path)))]));

    private HttpTarget Asking(Uri server, Requests requests, int status = Ok) =>
        new(http, server, connections, requests, status);

    private Target OfFloor(Func<Target> make, [CallerMemberName] string name = "") => Keep("floor " + name, make);

    private Target OfShop(Func<Target> make, [CallerMemberName] string name = "") => Keep($"{shop.Name} {name}", make);

    private Target Keep(string name, Func<Target> make)
    {
        if (!kept.TryGetValue(name, out var target))
            kept.Add(name, target = make());
        return target;
    }
}
