using PhoneNumbers;

namespace PetShop.Api.Core.Addresses;

/// <summary>Telephone numbers in E.164, such as <c>+4940123456</c>.</summary>
public static class PhoneFormat
{
    /// <summary>The most characters of a number that is read, in any spelling.</summary>
    public const int MaxTyped = 40;

    /// <summary>The most characters of a stored number: a plus and 15 digits. Some countries have a few more.</summary>
    public const int MaxLength = 20;

    private static readonly Lazy<PhoneNumberUtil> Util = new(PhoneNumberUtil.GetInstance);

    /// <summary>The number in E.164; null if there is no such number.</summary>
    /// <param name="typed">International, or as it is dialled in the country. An extension is not accepted, because
    /// E.164 has none.</param>
    /// <param name="country">The country of the address: ISO 3166-1 alpha-2.</param>
    public static string? ToE164(string typed, string country)
    {
        if (typed.Length > MaxTyped || typed.Any(char.IsLetter))
            return null;
        try
        {
            var number = Util.Value.Parse(typed, country);
            return Util.Value.IsValidNumber(number) && !number.HasExtension
                ? Util.Value.Format(number, PhoneNumberFormat.E164)
                : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
