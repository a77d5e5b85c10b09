using System.Xml.Linq;
using PetShop.Api.Sales.Services.Papers.Documents;

namespace PetShop.Api.Sales.Services.Papers.Ubl;

/// <summary>Seller, buyer and delivery.</summary>
internal static class UblParties
{
    /// <summary>UBL's scheme for a tax number that is not a VAT number.</summary>
    private const string LocalTax = "TAX";

    public static IEnumerable<XElement?> Of(InvoiceDocument document) =>
    [
        Ubl.Group("AccountingSupplierParty", Seller(document.Seller)),
        Ubl.Group("AccountingCustomerParty", Buyer(document.Buyer)),
        Delivery(document),
    ];

    /// <summary>A seller must have an identifier (BR-CO-26): the tax number, if there is no other.</summary>
    private static XElement? Seller(DocumentSeller seller) => Ubl.Group("Party",
        (seller.VatNumber ?? seller.RegisterEntry) is not null ? null
            : Ubl.Group("PartyIdentification", Ubl.Text("ID", seller.TaxRegistration)),
        Ubl.Group("PartyName", Ubl.Text("Name", seller.Name)),
        Address("PostalAddress", seller.Address),
        TaxNumber(seller.VatNumber, "VAT"),
        TaxNumber(seller.TaxRegistration, LocalTax),
        Ubl.Group("PartyLegalEntity",
            Ubl.Text("RegistrationName", seller.Name), Ubl.Text("CompanyID", seller.RegisterEntry)),
        Ubl.Group("Contact", Ubl.Text("Telephone", seller.Phone), Ubl.Text("ElectronicMail", seller.Email)));

    private static XElement? Buyer(DocumentBuyer buyer) => Ubl.Group("Party",
        Ubl.Group("PartyName", Ubl.Text("Name", buyer.Company ?? buyer.Name)),
        Address("PostalAddress", buyer.Address),
        TaxNumber(buyer.VatNumber, "VAT"),
        Ubl.Group("PartyLegalEntity", Ubl.Text("RegistrationName", buyer.Company ?? buyer.Name)),
        buyer.Company is null ? null : Ubl.Group("Contact", Ubl.Text("Name", buyer.Name)));

    private static XElement? TaxNumber(string? number, string scheme) => number is null ? null
        : Ubl.Group("PartyTaxScheme", Ubl.Text("CompanyID", number), Ubl.TaxScheme(scheme));

    /// <summary>The place is the buyer's unless the document says otherwise (BR-IC-12 requires its country).</summary>
    private static XElement? Delivery(InvoiceDocument document) => document.Delivery is not { } delivery ? null
        : Ubl.Group("Delivery",
            Ubl.Group("DeliveryLocation", Address("Address", delivery.Address ?? document.Buyer.Address)),
            Ubl.Group("DeliveryParty", Ubl.Group("PartyName", Ubl.Text("Name", delivery.Company ?? delivery.Name))));

    /// <summary>An address that is only a text has lines instead of parts.</summary>
    private static XElement? Address(string name, DocumentAddress address) => Ubl.Group(name,
        Ubl.Text("StreetName", address.Street),
        Ubl.Text("AdditionalStreetName", address.Additional),
        Ubl.Text("CityName", address.City),
        Ubl.Text("PostalZone", address.PostalCode),
        Ubl.Text("CountrySubentity", address.Region),
        address.Street is null
            ? Ubl.Group("AddressLine", Ubl.Text("Line", string.Join(", ", address.Lines))) : null,
        Ubl.Group("Country", Ubl.Text("IdentificationCode", address.Country)));
}
