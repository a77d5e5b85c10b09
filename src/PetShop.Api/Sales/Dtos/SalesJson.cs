using System.Text.Json.Serialization;
using PetShop.Api.Core.Paging;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Dtos.Credits;
using PetShop.Api.Sales.Dtos.Edits;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Dtos.Invoices;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Dtos.Papers;
using PetShop.Api.Sales.Dtos.Payments;
using PetShop.Api.Sales.Dtos.Promotions;
using PetShop.Api.Sales.Dtos.Refunds;
using PetShop.Api.Sales.Dtos.Returns;
using PetShop.Api.Sales.Dtos.Shipments;
using PetShop.Api.Sales.Dtos.Shipping;
using PetShop.Api.Sales.Dtos.Taxes;
using PetShop.Api.Sales.Dtos.Timeline;

namespace PetShop.Api.Sales.Dtos;

/// <summary>Source-generated serializers of the domain's responses.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CartResponse)), JsonSerializable(typeof(Page<CartResponse>))]
[JsonSerializable(typeof(QuoteResponse)), JsonSerializable(typeof(GuestCartResponse))]
[JsonSerializable(typeof(GuestCheckoutResponse)), JsonSerializable(typeof(GuestOrderLinks))]
[JsonSerializable(typeof(GuestErasureResponse))]
[JsonSerializable(typeof(CheckoutResponse)), JsonSerializable(typeof(OrderResponse))]
[JsonSerializable(typeof(Page<OrderResponse>)), JsonSerializable(typeof(OrderExplanation))]
[JsonSerializable(typeof(OrderEditResponse))]
[JsonSerializable(typeof(InvoiceResponse)), JsonSerializable(typeof(Page<InvoiceResponse>))]
[JsonSerializable(typeof(CreditNoteResponse)), JsonSerializable(typeof(Page<CreditNoteResponse>))]
[JsonSerializable(typeof(PromotionResponse)), JsonSerializable(typeof(Page<PromotionResponse>))]
[JsonSerializable(typeof(PromotionDryRunResponse)), JsonSerializable(typeof(CreatedCodesResponse))]
[JsonSerializable(typeof(Page<PromotionCodeResponse>)), JsonSerializable(typeof(Page<PromotionUseResponse>))]
[JsonSerializable(typeof(RefundResponse)), JsonSerializable(typeof(Page<RefundResponse>))]
[JsonSerializable(typeof(Page<OpenRefundTransfer>))]
[JsonSerializable(typeof(PaymentResponse)), JsonSerializable(typeof(Page<PaymentResponse>))]
[JsonSerializable(typeof(OrderPaymentsResponse))]
[JsonSerializable(typeof(StoreCreditResponse)), JsonSerializable(typeof(Page<StoreCreditResponse>))]
[JsonSerializable(typeof(IssuedStoreCreditResponse)), JsonSerializable(typeof(GiftCardBalanceResponse))]
[JsonSerializable(typeof(Page<StoreCreditMovementResponse>))]
[JsonSerializable(typeof(Page<BoughtGiftCardResponse>)), JsonSerializable(typeof(GiftCardCodeResponse))]
[JsonSerializable(typeof(ReturnResponse)), JsonSerializable(typeof(Page<ReturnResponse>))]
[JsonSerializable(typeof(ShipmentResponse)), JsonSerializable(typeof(Page<ShipmentResponse>))]
[JsonSerializable(typeof(TimelineEntryResponse)), JsonSerializable(typeof(Page<TimelineEntryResponse>))]
[JsonSerializable(typeof(TaxRateResponse)), JsonSerializable(typeof(Page<TaxRateResponse>))]
[JsonSerializable(typeof(ShippingZoneResponse)), JsonSerializable(typeof(Page<ShippingZoneResponse>))]
[JsonSerializable(typeof(ShippingMethodResponse)), JsonSerializable(typeof(Page<ShippingMethodResponse>))]
internal sealed partial class SalesJson : JsonSerializerContext;
