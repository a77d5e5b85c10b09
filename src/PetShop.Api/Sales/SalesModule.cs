using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Sales.Dtos;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services;
using PetShop.Api.Sales.Services.Carts;
using PetShop.Api.Sales.Services.Invoices;
using PetShop.Api.Sales.Services.Orders;
using PetShop.Api.Sales.Services.Returns;

namespace PetShop.Api.Sales;

public static class SalesModule
{
    /// <summary>Carts, orders, invoices, returns. Sells what Products offers to whom Auth knows.</summary>
    public static IServiceCollection AddSales(this IServiceCollection services) => services
        .AddSingleton(new PartitionedTable(OrderConfiguration.Table))
        .AddSingleton(new PartitionedTable(OrderLineConfiguration.Table))
        .AddSingleton(new PartitionedTable(InvoiceConfiguration.Table))
        .AddJsonContext(SalesJson.Default)
        .AddSingleton<SalesEvents>()
        .AddScoped<CartRepository>().AddScoped<OrderRepository>().AddScoped<InvoiceRepository>().AddScoped<ReturnRepository>()
        .AddScoped<IProductReferences, ProductReferences>().AddScoped<IAccountClosing, AccountClosing>()
        .AddCarts().AddOrders().AddInvoices().AddReturns().AddProblems().AddTags();

    private static IServiceCollection AddCarts(this IServiceCollection services) => services
        .AddSingleton<CartNotices>().AddSingleton<CartPresenter>()
        .AddScoped<ICartService, CartService>().AddScoped<ICartEditing, CartEditing>();

    private static IServiceCollection AddOrders(this IServiceCollection services) => services
        .AddScoped<Basket>().AddScoped<OrderCancellation>()
        .AddScoped<ICheckoutService, CheckoutService>().AddScoped<IOrderService, OrderService>().AddScoped<IOrderStatusService, OrderStatusService>();

    private static IServiceCollection AddInvoices(this IServiceCollection services) => services
        .AddScoped<IInvoiceService, InvoiceService>().AddScoped<IInvoiceStatusService, InvoiceStatusService>()
        .AddJob<InvoiceNumbersJob>();

    private static IServiceCollection AddReturns(this IServiceCollection services) => services
        .AddScoped<IReturnService, ReturnService>().AddScoped<IReturnStatusService, ReturnStatusService>();

    private static IServiceCollection AddProblems(this IServiceCollection services) => services
        .AddConstraintProblem(InvoiceEntryConfiguration.OneAnOrder, ProblemTypes.EditConflict, "The order has got a valid invoice in the meantime.");

    private static IServiceCollection AddTags(this IServiceCollection services) => services
        .AddSingleton(new ApiTag("Orders", 50, "Placing orders, moving them on to the customer's door, calling them off."))
        .AddSingleton(new ApiTag("Invoices", 51, "What is owed for orders: paid, overdue, made void, refunded."))
        .AddSingleton(new ApiTag("Returns", 52, "Goods that come back, and the money that goes back for them."))
        .AddSingleton(new ApiTag("Carts", 53, "What customers mean to buy, at present prices."));
}
