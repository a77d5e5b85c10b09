using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Services.Closing;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Integrity;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Core.Mail;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Core.Queue;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Sales.Dtos;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Entities.Shipments;
using PetShop.Api.Sales.Entities.Shipping;
using PetShop.Api.Sales.Entities.Taxes;
using PetShop.Api.Sales.Entities.Timeline;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Repositories.Credits;
using PetShop.Api.Sales.Repositories.Erasure;
using PetShop.Api.Sales.Repositories.Integrity;
using PetShop.Api.Sales.Repositories.Mails;
using PetShop.Api.Sales.Repositories.Papers;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Repositories.Promotions;
using PetShop.Api.Sales.Repositories.Shipping;
using PetShop.Api.Sales.Repositories.Taxes;
using PetShop.Api.Sales.Services;
using PetShop.Api.Sales.Services.Addresses;
using PetShop.Api.Sales.Services.Carts;
using PetShop.Api.Sales.Services.Carts.Display;
using PetShop.Api.Sales.Services.Carts.Editing;
using PetShop.Api.Sales.Services.Carts.Owners;
using PetShop.Api.Sales.Services.Checkout;
using PetShop.Api.Sales.Services.Credits;
using PetShop.Api.Sales.Services.Deadlines;
using PetShop.Api.Sales.Services.Edits;
using PetShop.Api.Sales.Services.Erasure;
using PetShop.Api.Sales.Services.GiftCards;
using PetShop.Api.Sales.Services.GivenRefunds;
using PetShop.Api.Sales.Services.GuestOrders;
using PetShop.Api.Sales.Services.Guests;
using PetShop.Api.Sales.Services.Integrity;
using PetShop.Api.Sales.Services.Invoices;
using PetShop.Api.Sales.Services.Mails;
using PetShop.Api.Sales.Services.Orders;
using PetShop.Api.Sales.Services.Overdue;
using PetShop.Api.Sales.Services.Papers.Reading;
using PetShop.Api.Sales.Services.Papers.Writing;
using PetShop.Api.Sales.Services.Payments;
using PetShop.Api.Sales.Services.Payments.Calls;
using PetShop.Api.Sales.Services.Payments.Notifications;
using PetShop.Api.Sales.Services.Payments.Planning;
using PetShop.Api.Sales.Services.Payments.Providers;
using PetShop.Api.Sales.Services.Payments.Providers.Local;
using PetShop.Api.Sales.Services.Payments.Settling;
using PetShop.Api.Sales.Services.Promotions;
using PetShop.Api.Sales.Services.Promotions.Guesses;
using PetShop.Api.Sales.Services.Publishing;
using PetShop.Api.Sales.Services.Refunds;
using PetShop.Api.Sales.Services.Returns;
using PetShop.Api.Sales.Services.Seeding;
using PetShop.Api.Sales.Services.Shipments;
using PetShop.Api.Sales.Services.Shipping;
using PetShop.Api.Sales.Services.Taxes;
using PetShop.Api.Sales.Services.Timeline;

namespace PetShop.Api.Sales;

public static class SalesModule
{
    /// <summary>Carts, orders, invoices, returns. It uses Products and Auth.</summary>
    public static IServiceCollection AddSales(this IServiceCollection services) => services
        .AddSingleton(new PartitionedTable(OrderConfiguration.Table))
        .AddSingleton(new PartitionedTable(OrderLineConfiguration.Table))
        .AddSingleton(new PartitionedTable(OrderPriceStepsConfiguration.Table))
        .AddSingleton(new PartitionedTable(InvoiceConfiguration.Table))
        .AddSingleton(new PartitionedTable(OrderEventConfiguration.Table))
        .AddSingleton(new PartitionedTable(ShipmentConfiguration.Table))
        .AddSingleton(new PartitionedTable(ShipmentLineConfiguration.Table))
        .AddScoped<OrderFaultRepository>().AddScoped<PaperFaultRepository>().AddScoped<CreditFaultRepository>()
        .AddIntegrityCheck<OrderTotalsCheck>().AddIntegrityCheck<InvoicesCheck>()
        .AddIntegrityCheck<InvoiceNumbersCheck>().AddIntegrityCheck<RefundsCheck>()
        .AddIntegrityCheck<OrderEventsCheck>().AddIntegrityCheck<CreditNotesCheck>()
        .AddIntegrityCheck<DocumentsCheck>().AddIntegrityCheck<StoreCreditsCheck>().AddIntegrityCheck<GiftCardsCheck>()
        .AddJsonContext(SalesJson.Default)
        .AddSingleton<SalesTelemetry>().AddSingleton<SalesDocumentFactory>().AddScoped<StatusChanges>()
        .AddScoped<OrderTimeline>().AddScoped<OrderPublisher>().AddEventTypes(OrderPublisher.Types)
        .AddScoped<OrderEventRepository>().AddScoped<ITimelineService, TimelineService>()
        .AddScoped<CartRepository>().AddScoped<OrderRepository>().AddScoped<OrderListRepository>()
        .AddScoped<UnpaidOrderRepository>().AddScoped<InvoiceRepository>().AddScoped<RefundRepository>()
        .AddScoped<ReturnRepository>().AddScoped<IProductUsage, ProductUsage>()
        .AddErasure().AddCarts().AddGuests().AddPromotions().AddOrders().AddEdits().AddShipments().AddInvoices()
        .AddPapers().AddPayments().AddCredits().AddRefunds().AddReturns().AddTaxes().AddShipping().AddOrderMails()
        .AddProblems().AddTags();

    private static IServiceCollection AddCarts(this IServiceCollection services)
    {
        services.AddOptions<CartsOptions>().BindConfiguration(CartsOptions.Section)
            .Validate(options => options.IsValid(), "Carts__GuestExpiresAfter is not between 0 and 366 days, "
                + "or Carts__MaxGuestCartsPerAddress is below 0.").ValidateOnStart();
        return services
            .AddSingleton<CartNotices>().AddSingleton<CartPresenter>().AddSingleton<CartLimits>()
            .AddSingleton<CartClock>().AddSingleton<CartMergeRules>().AddSingleton<CartOwners>()
            .AddScoped<CartView>().AddScoped<CartEditor>()
            .AddScoped<ICartService, CartService>().AddScoped<ICartUpdateService, CartUpdateService>()
            .AddScoped<ICartCodeService, CartCodeService>().AddScoped<ICartMergeService, CartMergeService>()
            .AddJob<CartCleanupJob>();
    }

    private static IServiceCollection AddGuests(this IServiceCollection services) => services
        .AddSingleton<GuestSignatures>().AddSingleton<GuestTokens>().AddScoped<GuestLinks>()
        .AddSingleton<IGuestCartTokens, GuestCartTokens>()
        .AddScoped<IGuestCheckoutService, GuestCheckoutService>()
        .AddScoped<IGuestOrderService, GuestOrderService>().AddScoped<IGuestReturnService, GuestReturnService>()
        .AddScoped<IGuestPaymentService, GuestPaymentService>()
        .AddScoped<IGuestHistoryService, GuestHistoryService>().AddScoped<IGuestLinkService, GuestLinkService>();

    private static IServiceCollection AddErasure(this IServiceCollection services) => services
        .AddScoped<ErasureRepository>().AddScoped<CustomerErasure>()
        .AddScoped<IAccountClosedHandler, AccountClosedHandler>()
        .AddScoped<IGuestErasureService, GuestErasureService>();

    private static IServiceCollection AddPromotions(this IServiceCollection services) => services
        .AddScoped<PromotionRepository>().AddScoped<PromotionCodeRepository>().AddScoped<PromotionLimitRepository>()
        .AddScoped<PromotionLookupRepository>().AddScoped<RecentOrderRepository>()
        .AddSingleton<PromotionTable>().AddSingleton<CodeGuesses>().AddSingleton<IdleCodes>()
        .AddScoped<PromotionLookup>().AddScoped<PromotionLimits>()
        .AddScoped<PromotionTerms>().AddScoped<PromotionCodes>()
        .AddScoped<IPromotionService, PromotionService>().AddScoped<IPromotionCodeService, PromotionCodeService>()
        .AddScoped<IPromotionDryRun, PromotionDryRun>().AddScoped<ISeeder, PromotionSeeder>();

    private static IServiceCollection AddOrders(this IServiceCollection services)
    {
        services.AddOptions<OrdersOptions>().BindConfiguration(OrdersOptions.Section)
            .Validate(options => options.HasValidLimits(), "A limit of Orders is below 0. Give 0 for no limit.")
            .Validate(options => options.HasValidTerms(), "Orders__PaymentTerms is neither Prepaid nor OnAccount, "
                + "or Orders__PayWithin or Orders__GuestPayWithin is not between 0 and 366 days.")
            .Validate(options => options.HasValidLinks(), "Orders__GuestLinkValidFor is not between 0 and 366 days.")
            .ValidateOnStart();
        return services
            .AddScoped<OrderAddresses>().AddScoped<OrderChanges>().AddScoped<CheckoutLines>()
            .AddScoped<BasketPrices>().AddScoped<ShippingChoice>().AddScoped<CheckoutClaims>()
            .AddScoped<IQuoteService, QuoteService>().AddScoped<QuoteGoods>().AddScoped<OrderPlacement>()
            .AddSingleton<QuotePresenter>().AddScoped<UnpaidLimits>()
            .AddScoped<OrderCancellation>().AddScoped<OrderDecisions>().AddScoped<OrderSearch>()
            .AddScoped<ICheckoutService, CheckoutService>().AddScoped<IOrderService, OrderService>()
            .AddScoped<IOrderStatusService, OrderStatusService>()
            .AddJob<PaymentDeadlineJob>().AddJob<UnpaidOrdersCleanupJob>().AddJob<OrderSearchJob>();
    }

    private static IServiceCollection AddShipments(this IServiceCollection services) => services
        .AddScoped<ShipmentRepository>().AddScoped<OrderShipping>().AddScoped<IShipmentService, ShipmentService>();

    private static IServiceCollection AddInvoices(this IServiceCollection services)
    {
        services.AddOptions<InvoicesOptions>().BindConfiguration(InvoicesOptions.Section)
            .Validate(options => options.IsValid(), "Invoices__Series is neither empty nor at most 10 capital "
                + "letters, digits and hyphens that end with a hyphen.")
            .Validate(options => options.HasValidCreditNoteSeries(), "Invoices__CreditNoteSeries is not at most 10 "
                + "capital letters, digits and hyphens that end with a hyphen, or the same as Invoices__Series.")
            .Validate(options => options.HasValidReminders(), "Invoices__RemindAfter is not between 1 and 366 days.")
            .ValidateOnStart();
        return services
            .AddScoped<IInvoiceService, InvoiceService>().AddScoped<IInvoiceIssueService, InvoiceIssueService>()
            .AddScoped<IInvoiceStatusService, InvoiceStatusService>().AddScoped<InvoiceLock>()
            .AddScoped<InvoiceNumbers>().AddScoped<OverdueInvoices>()
            .AddJob<InvoiceNumbersJob>().AddJob<OverdueInvoicesJob>();
    }

    private static IServiceCollection AddPapers(this IServiceCollection services)
    {
        services.AddOptions<SellerOptions>().BindConfiguration(SellerOptions.Section)
            .Validate(options => options.IsValid(), "Shop__Legal__Name, __Line1 or __City is empty, "
                + "or both of Shop__Legal__TaxNumber and __RegisterEntry are.")
            .Validate(options => options.HasValidVatNumber(), "Shop__Legal__VatNumber does not begin with the code "
                + "of a country, such as DE123456789.").ValidateOnStart();
        services.AddOptions<PaperOptions>().BindConfiguration(PaperOptions.Section)
            .Validate(options => options.IsValid(), "Papers__Paper is neither A4 nor Letter, "
                + "or Papers__Numbers is neither En nor De.").ValidateOnStart();
        return services
            .AddScoped<DocumentTaskRepository>().AddScoped<PaperRepository>().AddScoped<ReminderRepository>()
            .AddSingleton<PaperTelemetry>().AddSingleton<InvoiceWriter>().AddScoped<InvoicePapers>()
            .AddScoped<CreditNoteSources>().AddScoped<CreditNotePapers>()
            .AddSingleton<PaperPress>().AddScoped<IPaperService, PaperService>()
            .AddScoped<ICreditNoteService, CreditNoteService>().AddScoped<IGuestPaperService, GuestPaperService>();
    }

    private static IServiceCollection AddEdits(this IServiceCollection services) => services
        .AddScoped<AddedGoods>().AddScoped<InvoiceReplacement>().AddScoped<OrderRevision>()
        .AddScoped<IOrderEditService, OrderEditService>().AddScoped<IOrderCancelService, OrderCancelService>();

    private static IServiceCollection AddRefunds(this IServiceCollection services) => services
        .AddScoped<RefundLedger>().AddScoped<RefundTransfers>().AddScoped<RefundTransferRepository>()
        .AddScoped<IRefundService, RefundService>().AddScoped<IOrderRefundService, OrderRefundService>()
        .AddScoped<IRefundTransferService, RefundTransferService>();

    private static IServiceCollection AddPayments(this IServiceCollection services)
    {
        services.AddOptions<PaymentsOptions>().BindConfiguration(PaymentsOptions.Section)
            .Validate(options => options.IsValid(), "Payments__Capture is neither AtOnce nor Later, "
                + "Payments__MaxTries is not between 1 and 1000, or Payments__KeepNotificationsFor is below a day.")
            .ValidateOnStart();
        services.AddOptions<StripeOptions>().BindConfiguration(StripeOptions.Section)
            .Validate(options => options.IsValid(), "Stripe__Timeout is not between 0 and 2 minutes, "
                + "or Stripe__Url is not an http or https URL.")
            .ValidateOnStart();
        return services
            .AddSingleton<OfflineProvider>()
            .AddSingleton<IPaymentProvider>(provider => provider.GetRequiredService<OfflineProvider>())
            .AddSingleton<IPaymentProvider, StoreCreditProvider>()
            .AddSingleton<IPaymentProvider, StripeProvider>().AddSingleton<PaymentProviders>()
            .AddScoped<PaymentRepository>().AddScoped<PaymentCallRepository>()
            .AddScoped<PaymentNotificationRepository>().AddScoped<PaymentPlanner>().AddScoped<PaymentDeadlines>()
            .AddScoped<UnneededPayments>().AddScoped<OrderBalances>().AddScoped<OrderSettlement>()
            .AddScoped<CancelledMoney>().AddScoped<PaymentRecorder>().AddScoped<PaymentReceipts>()
            .AddScoped<ProviderCaller>().AddScoped<PaymentBooks>().AddScoped<PaymentCalls>().AddScoped<PaymentSync>()
            .AddScoped<IPaymentService, PaymentService>().AddScoped<PaymentOpening>().AddSingleton<PaymentTries>()
            .AddScoped<IPaymentStartService, PaymentStartService>()
            .AddScoped<IPaymentDecisionService, PaymentDecisionService>()
            .AddScoped<PaymentInbox>().AddScoped<IPaymentNotificationService, PaymentNotificationService>()
            .AddWorkHandler<PaymentCallHandler>().AddWorkHandler<PaymentNotificationHandler>()
            .AddJob<PaymentCheckJob>().AddJob<MissedPaymentNotificationJob>()
            .AddJob<PaymentNotificationCleanupJob>();
    }

    private static IServiceCollection AddCredits(this IServiceCollection services) => services
        .AddScoped<StoreCreditRepository>().AddScoped<GiftCardRepository>().AddScoped<StoreCreditLedger>()
        .AddScoped<StoreCreditTender>().AddScoped<RefundCredits>().AddScoped<GiftCardRefunds>()
        .AddScoped<StoreCreditClosing>().AddSingleton<GiftCardSeal>()
        .AddScoped<IStoreCreditService, StoreCreditService>()
        .AddScoped<IStoreCreditIssueService, StoreCreditIssueService>()
        .AddScoped<IStoreCreditChangeService, StoreCreditChangeService>()
        .AddScoped<IGiftCardCodeService, GiftCardCodeService>()
        .AddScoped<IBoughtGiftCardService, BoughtGiftCardService>()
        .AddScoped<IGuestGiftCardService, GuestGiftCardService>();

    private static IServiceCollection AddReturns(this IServiceCollection services)
    {
        services.AddOptions<ReturnsOptions>().BindConfiguration(ReturnsOptions.Section)
            .Validate(options => options.IsValid(), "Returns__Days is not between 14 and 3650.")
            .ValidateOnStart();
        return services.AddScoped<ReturnRules>()
            .AddScoped<IReturnService, ReturnService>().AddScoped<IReturnStatusService, ReturnStatusService>();
    }

    private static IServiceCollection AddTaxes(this IServiceCollection services)
    {
        services.AddOptions<TaxOptions>().BindConfiguration(TaxOptions.Section).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<TaxOptions>, TaxOptionsValidator>()
            .AddScoped<TaxRateRepository>().AddScoped<ITaxRateService, TaxRateService>()
            .AddSingleton<ITaxTable, TaxTable>().AddScoped<ISeeder, TaxRateSeeder>();
    }

    private static IServiceCollection AddShipping(this IServiceCollection services) => services
        .AddScoped<ShippingRepository>().AddScoped<IShippingZoneService, ShippingZoneService>()
        .AddScoped<IShippingMethodService, ShippingMethodService>()
        .AddSingleton<IShippingTable, ShippingTable>().AddScoped<ISeeder, ShippingSeeder>();

    private static IServiceCollection AddOrderMails(this IServiceCollection services) => services
        .AddScoped<MailedRefundRepository>().AddScoped<OrderMailValues>().AddScoped<OrderMailTable>()
        .AddEventConsumer<OrderMailConsumer>().AddMails<OrderMailComposer>();

    private static IServiceCollection AddProblems(this IServiceCollection services) => services
        .AddConstraintProblem(InvoiceRegisterEntryConfiguration.OneAnOrder, ProblemTypes.EditConflict,
            "The order has a valid invoice by now. Read it again.")
        .AddConstraintProblem(InvoiceConfiguration.NoMoreThanPaid, ProblemTypes.EditConflict,
            "There was another refund in the meantime. Read the invoice again.")
        .AddConstraintProblem(PaymentConfiguration.NoMoreThanCaptured, ProblemTypes.EditConflict,
            "There was another refund in the meantime. Read the payments again.")
        .AddConstraintProblem(PaymentCallConfiguration.OneAtATime, ProblemTypes.EditConflict,
            "The payment provider is working on the payment. Read it again in a few seconds.")
        .AddConstraintProblem(StoreCreditConfiguration.NeverBelowZero, ProblemTypes.EditConflict,
            "The store credit was used in the meantime. Read it again.")
        .AddConstraintProblem(
            TaxRateConfiguration.OneAtATime, TaxProblems.Overlap, TaxProblems.OverlapDetail, "valid_from")
        .AddConstraintProblem(ShippingMethodConfiguration.CodeIndex, SalesProblems.DuplicateCode,
            ShippingProblems.CodeIsTakenDetail, "code")
        .AddConstraintProblem(ShippingMethodConfiguration.OfZone, ProblemTypes.Validation,
            "There is no shipping zone with this id. GET /sales/shipping-zones lists them.", "zone_id");

    private static IServiceCollection AddTags(this IServiceCollection services) => services
        .AddSingleton(new ApiTag("Orders", 50, "Placing orders, changing their status, cancelling them."))
        .AddSingleton(new ApiTag("Shipments", 51, "Shipments of orders and where they can be followed."))
        .AddSingleton(new ApiTag("Invoices", 52, "Invoices for orders: pending, paid, overdue, void or refunded."))
        .AddSingleton(new ApiTag("Payments", 52, "Payments of orders, by card or recorded by admins."))
        .AddSingleton(new ApiTag("Store credit", 53, "Credit of accounts and gift cards, and their movements."))
        .AddSingleton(new ApiTag("Refunds", 53, "Refunds of orders, their reasons, and how the money goes back."))
        .AddSingleton(new ApiTag("Returns", 54, "Returned goods and their refunds."))
        .AddSingleton(new ApiTag("Carts", 55, "What customers want to buy, at current prices."))
        .AddSingleton(new ApiTag(
            "Guests", 55, "Carts and orders of customers without an account, by a token and by links."))
        .AddSingleton(new ApiTag("Promotions", 56, "Discounts, automatic or by code, and their limits."))
        .AddSingleton(new ApiTag("Tax rates", 57, "The rates of taxes by place, tax class and period."))
        .AddSingleton(new ApiTag("Shipping", 58, "Zones and shipping methods with their prices."));
}
