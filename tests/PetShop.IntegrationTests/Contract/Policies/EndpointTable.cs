using static PetShop.IntegrationTests.Contract.Policies.Access;

namespace PetShop.IntegrationTests.Contract.Policies;

/// <summary>
/// Every route of the shop and who may call it. A route that is missing here fails <see cref="EndpointTableTests"/>.
/// </summary>
internal static partial class EndpointTable
{
    private const string Account = """{"username":"<new>","email":"<new>@example.com","password":"<password>"}""";
    private const string Login = """{"username":"<username>","password":"<password>"}""";
    /// <summary>In a country in which a postal code is optional.</summary>
    private const string Address = """
        {"name":"Rex Owner","line1":"1 Kennel Lane","city":"Dublin","postal_code":"D02 X285","country":"IE"}
        """;
    private const string Product =
        """{"name":"Rope","category":"toys","pet_type":"dog","price":4.5,"stock_quantity":3}""";
    private const string Named = """{"name":"<new>","slug":"<new>"}""";
    private const string Renamed = """{"name":"<new>"}""";
    private const string Cart = """{"items":[{"product_id":<product>,"quantity":1}]}""";
    private const string Order =
        """{"items":[{"product_id":<product>,"quantity":1}],"shipping_address":"1 Kennel Lane"}""";
    private const string GuestOrder = """{"email":"<new>@example.com","ship_to":""" + Address
        + """ ,"items":[{"product_id":<product>,"quantity":1}]}""";
    private const string Return =
        """{"order_id":<delivered>,"items":[{"product_id":<product>,"quantity":1,"reason":"Too small"}]}""";

    private const string TaxRate =
        """{"country":"CH","tax_class":"standard","percent":8.1,"name":"VAT","valid_from":"2024-01-01"}""";
    private const string ShippingMethod =
        """{"zone_id":<zone>,"code":"<new>","name":"Van","kind":"delivery","basis":"flat","min_days":1, """
        + """ "max_days":2,"steps":[{"from":0,"price":5}]}""";
    private const string Promotion = """{"name":"<new>","discount":{"type":"percentage","percent":10}}""";

    /// <summary>Other users' sessions are not found, also for admins.</summary>
    private static readonly (Caller, int)[] NotTheirs =
        [(Caller.OtherUser, 404), (Caller.Admin, 404), (Caller.RevokedAdmin, 404)];

    public static readonly EndpointRow[] Auth =
    [
        new("POST /auth/register", Anyone, 201, Account),
        new("POST /auth/login", Anyone, 200, Login),
        new("POST /auth/token", Anyone, 200, "form:grant_type=password&username=<username>&password=<password>"),
        new("POST /auth/refresh", Anyone, 200, """{"refresh_token":"<refresh>"}"""),
        new("POST /auth/logout", Anyone, 204, """{"refresh_token":"<refresh>"}"""),
        new("POST /auth/logout-all", Users, 204),
        new("GET /auth/me", Users),
        new("GET /auth/users", Admins),
        new("GET /auth/users/{id=owner}", Owners),
        new("PUT /auth/users/{id=owner}", Owners, 200, """{"first_name":"Ada"}"""),
        new("DELETE /auth/users/{id=owner}", Owners, 204),
        new("POST /auth/users/{id=owner}/close", Owners, 204, """{"current_password":"<password>"}"""),
        new("POST /auth/users/{id=owner}/password-reset", Admins, 200, """{"current_password":"<password>"}"""),
        new("POST /auth/password-reset", Anyone, 204, """{"token":"<reset>","new_password":"<password>"}"""),
        // The shop of this test sends no mail.
        new("POST /auth/password-reset/request", Anyone, 503, """{"email":"<new>@example.com"}"""),
        new("POST /auth/email-verification/request", Users, 503),
        new("POST /auth/email-verification", Anyone, 204, """{"token":"<email_token>"}"""),
        new("GET /auth/users/{id=owner}/addresses", Owners),
        new("POST /auth/users/{id=owner}/addresses", Owners, 201, Address),
        new("GET /auth/users/{id=owner}/addresses/{address_id=address}", Owners),
        new("PUT /auth/users/{id=owner}/addresses/{address_id=address}", Owners, 200, Address),
        new("DELETE /auth/users/{id=owner}/addresses/{address_id=address}", Owners, 204),
        new("GET /auth/sessions", Users),
        new("DELETE /auth/sessions", Users, 204),
        new("GET /auth/sessions/{id=session}", Users) { Except = NotTheirs },
        new("DELETE /auth/sessions/{id=session}", Users, 204) { Except = NotTheirs },
        new("PUT /auth/users/{id=owner}/vat-verification", Admins, 200, """{"vat_number":"<vat>","verified":true}"""),
        new("GET /auth/users/{id=owner}/roles", Admins),
        new("POST /auth/users/{id=owner}/roles", Admins, 200, """{"role":"admin"}"""),
        new("DELETE /auth/users/{id=colleague}/roles", Admins, 200, """{"role":"admin"}"""),
        new("DELETE /auth/users/{id=colleague}/roles/{role=admin}", Admins),
    ];

    public static readonly EndpointRow[] Products =
    [
        new("GET /products", Anyone),
        new("GET /products/{id=product}", Anyone),
        new("GET /products/by-sku/{sku=sku}", Anyone),
        new("GET /products/by-slug/{slug=slug}", Anyone),
        new("POST /products", Admins, 201, Product),
        new("PUT /products/{id=product}", Admins, 200, Renamed),
        new("PATCH /products/{id=product}", Admins, 200, Renamed),
        new("DELETE /products/{id=product}", Admins, 204),
        new("GET /products/{id=product}/stock", Admins),
        new("PUT /products/{id=product}/stock", Admins, 200, """{"quantity":5,"expected":50}"""),
        new("GET /products/{id=product}/stock/movements", Admins),
        new("GET /products/{id=product}/stock/movements/{movement=movement}", Admins),
        new("POST /products/{id=product}/stock/movements", Admins, 201, """{"reason":"received","quantity":5}"""),
        new("POST /products/stock-counts", Admins, 200, """{"lines":[{"product_id":<product>,"counted":5}]}"""),
        new("GET /products/low-stock", Admins),
        new("GET /products/categories", Anyone),
        new("GET /products/categories/{id=category}", Anyone),
        new("POST /products/categories", Admins, 201, Named),
        new("PUT /products/categories/{id=category}", Admins, 200, Renamed),
        new("DELETE /products/categories/{id=category}", Admins, 204),
        new("GET /products/pet-types", Anyone),
        new("GET /products/pet-types/{id=pet_type}", Anyone),
        new("POST /products/pet-types", Admins, 201, Named),
        new("PUT /products/pet-types/{id=pet_type}", Admins, 200, Renamed),
        new("DELETE /products/pet-types/{id=pet_type}", Admins, 204),
        new("GET /products/brands", Anyone),
        new("GET /products/brands/{id=brand}", Anyone),
        new("POST /products/brands", Admins, 201, Named),
        new("PUT /products/brands/{id=brand}", Admins, 200, Renamed),
        new("DELETE /products/brands/{id=brand}", Admins, 204),
    ];

    public static readonly EndpointRow[] Carts =
    [
        new("GET /sales/carts", Users),
        new("POST /sales/carts", Users, 200, Cart),
        new("GET /sales/carts/{user_id=owner}", Owners),
        new("PUT /sales/carts/{user_id=owner}", Owners, 200, Cart),
        new("DELETE /sales/carts/{user_id=owner}", Owners, 204),
        // The product in the cart stands for an unknown code: a quote needs a cart with lines.
        new("POST /sales/carts/{user_id=owner}/quote", Owners, 200, """{"promotion_codes":["CODE<carted>"]}"""),
        new("PUT /sales/carts/{user_id=owner}/promotion-codes", Owners, 200,
            """{"promotion_codes":["CODE<carted>"]}"""),
        new("DELETE /sales/carts/{user_id=owner}/promotion-codes", Owners, 204),
        new("POST /sales/carts/{user_id=owner}/items/{product_id=product}", Owners, 200, """{"quantity":2}"""),
        new("PUT /sales/carts/{user_id=owner}/items/{product_id=product}", Owners, 200, """{"quantity":2}"""),
        new("DELETE /sales/carts/{user_id=owner}/items/{product_id=carted}", Owners, 204),
    ];

    /// <summary>Calls for carts are sent with the token of the scene's guest.</summary>
    public static readonly EndpointRow[] Guests =
    [
        new("POST /sales/carts/guest", Anyone, 201),
        new("GET /sales/carts/guest", Anyone),
        new("PUT /sales/carts/guest", Anyone, 200, Cart),
        new("DELETE /sales/carts/guest", Anyone, 204),
        new("POST /sales/carts/guest/quote", Anyone, 200, """{"promotion_codes":["CODE<guest_carted>"]}"""),
        new("PUT /sales/carts/guest/promotion-codes", Anyone, 200, """{"promotion_codes":["CODE<guest_carted>"]}"""),
        new("DELETE /sales/carts/guest/promotion-codes", Anyone, 204),
        new("POST /sales/carts/guest/items/{product_id=product}", Anyone, 200, """{"quantity":2}"""),
        new("PUT /sales/carts/guest/items/{product_id=product}", Anyone, 200, """{"quantity":2}"""),
        new("DELETE /sales/carts/guest/items/{product_id=guest_carted}", Anyone, 204),
        new("POST /sales/carts/merge", Users, 200, """{"token":"<cart_token>"}"""),
        new("POST /sales/orders/guest", Anyone, 201, GuestOrder),
        new("GET /sales/orders/guest/{id=guest_order}?token=<link>", Anyone),
        new("GET /sales/orders/guest/{id=guest_order}/explain?token=<link>", Anyone),
        new("POST /sales/orders/guest/{id=guest_order}/cancel?token=<link>", Anyone),
        new("GET /sales/orders/guest/{id=guest_order}/returns?token=<link>", Anyone),
        new("GET /sales/orders/guest/{id=guest_order}/shipments?token=<link>", Anyone),
        new("GET /sales/orders/guest/{id=guest_order}/invoices?token=<link>", Anyone),
        new("GET /sales/orders/guest/{id=guest_order}/refunds?token=<link>", Anyone),
        new("GET /sales/orders/guest/{id=guest_order}/credit-notes?token=<link>", Anyone),
        new("GET /sales/orders/guest/{id=guest_noted}/invoices/{invoice_id=guest_invoice}/document.pdf?token=<link>",
            Anyone),
        new("GET /sales/orders/guest/{id=guest_noted}/invoices/{invoice_id=guest_invoice}/document.xml?token=<link>",
            Anyone),
        new("GET /sales/orders/guest/{id=guest_noted}/credit-notes/{credit_note_id=guest_note}/document.pdf"
            + "?token=<link>", Anyone),
        new("GET /sales/orders/guest/{id=guest_noted}/credit-notes/{credit_note_id=guest_note}/document.xml"
            + "?token=<link>", Anyone),
        new("GET /sales/orders/guest/{id=guest_paid}/payments?token=<link>", Anyone),
        new("GET /sales/orders/guest/{id=guest_paid}/payments/{number=payment}?token=<link>", Anyone),
        // The order is paid, which only those learn who have the link.
        new("POST /sales/orders/guest/{id=guest_paid}/payments?token=<link>", Anyone, 409, """{"method":"card"}"""),
        new("POST /sales/orders/guest/{id=guest_paid}/payments/{number=payment}/cancel?token=<link>", Anyone, 409),
        new("GET /sales/orders/guest/{id=guest_order}/gift-cards?token=<link>", Anyone),
        new("POST /sales/orders/guest/{id=guest_order}/gift-cards/{number=no_card}/code?token=<link>", Anyone, 404),
        new("POST /sales/gift-cards/balance", Anyone, 200, """{"gift_card_code":"<gift_card>"}"""),
        // Whoever cannot sign has a bad request.
        new("POST /sales/payments/webhooks/{provider=stripe}", Anyone, 400),
        new("GET /sales/orders/guest/{id=guest_order}/timeline?token=<link>", Anyone),
        new("POST /sales/orders/guest/{id=guest_order}/notes?token=<link>", Anyone, 201, """{"text":"Ring twice."}"""),
        new("POST /sales/orders/guest/{id=guest_delivered}/returns?token=<link>", Anyone, 201,
            """{"items":[{"product_id":<product>,"quantity":1,"reason":"Too small"}]}"""),
        new("GET /sales/orders/guest/{id=guest_delivered}/returns/{return_id=guest_return}?token=<link>", Anyone),
        new("DELETE /sales/orders/guest/{id=guest_delivered}/returns/{return_id=guest_return}?token=<link>", Anyone,
            204),
        new("POST /sales/orders/{id=guest_order}/guest-link", Admins),
        new("POST /sales/guests/erase", Admins, 200, """{"email":"nobody.barker@example.com"}"""),
    ];

    public static readonly EndpointRow[] Orders =
    [
        new("GET /sales/orders", Users),
        new("POST /sales/orders", Users, 201, Order),
        new("GET /sales/orders/{id=order}", Owners),
        new("GET /sales/orders/{id=order}/explain", Owners),
        new("PUT /sales/orders/{id=order}", Admins, 200, """{"status":"confirmed"}"""),
        new("PATCH /sales/orders/{id=order}/status", Admins, 200, """{"status":"confirmed"}"""),
        new("POST /sales/orders/{id=order}/cancel", Owners),
        new("POST /sales/orders/{id=order}/edits", Admins, 200,
            """{"items":[{"product_id":<product>,"quantity":2}]}"""),
        new("GET /sales/orders/{id=order}/payments", Owners),
        new("POST /sales/orders/{id=order}/payments", Admins, 201, """{"method":"bank_transfer"}"""),
        new("GET /sales/orders/{id=paid}/payments/{number=payment}", Owners),
        // A transfer cannot be captured or cancelled, which only those learn who may try.
        new("POST /sales/orders/{id=paid}/payments/{number=payment}/capture", Admins, 409),
        new("POST /sales/orders/{id=paid}/payments/{number=payment}/cancel", Owners, 409),
        new("GET /sales/payments", Admins),
        new("GET /sales/orders/{id=order}/refunds", Owners),
        new("POST /sales/orders/{id=paid}/refunds", Admins, 201, """{"amount":1}"""),
        new("GET /sales/refund-transfers", Admins),
        new("GET /sales/orders/{id=gift_order}/gift-cards", Owners),
        new("POST /sales/orders/{id=gift_order}/gift-cards/{number=payment}/code", Owners)
        {
            Except = [(Caller.Admin, 403)],
        },
        new("GET /sales/store-credits", Users),
        new("POST /sales/store-credits", Admins, 201, """{"amount":5}"""),
        new("GET /sales/store-credits/{id=credit}", Owners),
        new("GET /sales/store-credits/{id=credit}/movements", Owners),
        new("POST /sales/store-credits/{id=credit}/adjustments", Admins, 200, """{"amount":-1,"reason":"Typo"}"""),
        new("POST /sales/store-credits/{id=card}/code", Admins),
        new("POST /sales/store-credits/{id=credit}/disable", Admins),
        new("POST /sales/store-credits/{id=credit}/enable", Admins),
        new("POST /sales/orders/{id=overpaid}/refunds/{number=payment}/transfers/{transfer=payment}/retry", Admins,
            409),
        new("POST /sales/orders/{id=overpaid}/refunds/{number=payment}/transfers/{transfer=payment}/complete", Admins),
        new("GET /sales/orders/{id=order}/shipments", Owners),
        new("POST /sales/orders/{id=processing}/shipments", Admins, 201, """{"tracking_number":"1Z 999"}"""),
        new("GET /sales/orders/{id=shipped}/shipments/{number=shipment}", Owners),
        new("PATCH /sales/orders/{id=shipped}/shipments/{number=shipment}", Admins, 200, """{"carrier":"Parcels"}"""),
        new("GET /sales/orders/{id=order}/timeline", Owners),
        new("POST /sales/orders/{id=order}/notes", Owners, 201, """{"text":"Ring twice."}"""),
        new("DELETE /sales/orders/{id=order}", Admins, 204),
        new("GET /sales/invoices", Users),
        new("POST /sales/invoices", Admins, 201, """{"order_id":<uninvoiced>}"""),
        new("GET /sales/invoices/{id=invoice}", Owners),
        new("PUT /sales/invoices/{id=invoice}", Admins, 200, """{"due_date":"2099-01-31T00:00:00Z"}"""),
        new("PATCH /sales/invoices/{id=invoice}/status", Admins, 200, """{"status":"paid"}"""),
        new("DELETE /sales/invoices/{id=invoice}", Admins, 204),
        new("GET /sales/invoices/{id=noted_invoice}/document.pdf", Owners),
        new("GET /sales/invoices/{id=noted_invoice}/document.xml", Owners),
        new("GET /sales/credit-notes", Users),
        new("GET /sales/credit-notes/{id=note}", Owners),
        new("GET /sales/credit-notes/{id=note}/document.pdf", Owners),
        new("GET /sales/credit-notes/{id=note}/document.xml", Owners),
    ];

    public static readonly EndpointRow[] Promotions =
    [
        new("GET /sales/promotions", Admins),
        new("POST /sales/promotions", Admins, 201, Promotion),
        new("GET /sales/promotions/{id=promotion}", Admins),
        new("PUT /sales/promotions/{id=promotion}", Admins, 200, Renamed),
        new("DELETE /sales/promotions/{id=promotion}", Admins, 204),
        new("GET /sales/promotions/{id=promotion}/uses", Admins),
        new("GET /sales/promotions/{id=promotion}/codes", Admins),
        new("POST /sales/promotions/{id=promotion}/codes", Admins, 201, """{"count":2}"""),
        new("DELETE /sales/promotions/{id=promotion}/codes/{code=code}", Admins, 204),
    ];

    public static readonly EndpointRow[] Returns =
    [
        new("GET /sales/returns", Users),
        new("POST /sales/returns", Owners, 201, Return),
        new("GET /sales/returns/{id=return}", Owners),
        new("PUT /sales/returns/{id=return}", Admins, 200, """{"admin_notes":"Asked for a picture"}"""),
        new("PATCH /sales/returns/{id=return}/status", Admins, 200, """{"status":"approved"}"""),
        new("DELETE /sales/returns/{id=return}", Owners, 204),
    ];

    public static readonly EndpointRow[] Taxes =
    [
        new("GET /sales/tax-rates", Admins),
        new("POST /sales/tax-rates", Admins, 201, TaxRate),
        new("GET /sales/tax-rates/{id=tax_rate}", Admins),
        new("PUT /sales/tax-rates/{id=tax_rate}", Admins, 200, """{"percent":8.2}"""),
        new("DELETE /sales/tax-rates/{id=tax_rate}", Admins, 204),
    ];

    public static readonly EndpointRow[] Shipping =
    [
        new("GET /sales/shipping-zones", Admins),
        new("POST /sales/shipping-zones", Admins, 201, """{"name":"North","countries":["NO"]}"""),
        new("GET /sales/shipping-zones/{id=zone}", Admins),
        new("PUT /sales/shipping-zones/{id=zone}", Admins, 200, Renamed),
        new("DELETE /sales/shipping-zones/{id=zone}", Admins, 204),
        new("GET /sales/shipping-methods", Admins),
        new("POST /sales/shipping-methods", Admins, 201, ShippingMethod),
        new("GET /sales/shipping-methods/{id=method}", Admins),
        new("PUT /sales/shipping-methods/{id=method}", Admins, 200, Renamed),
        new("DELETE /sales/shipping-methods/{id=method}", Admins, 204),
    ];

    public static IEnumerable<EndpointRow> All =>
        [.. Auth, .. Products, .. Carts, .. Guests, .. Orders, .. Promotions, .. Returns, .. Taxes,
            .. Shipping, .. Operations];
}
