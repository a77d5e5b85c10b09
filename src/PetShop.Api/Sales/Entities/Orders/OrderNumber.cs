using System.Diagnostics.CodeAnalysis;

namespace PetShop.Api.Sales.Entities.Orders;

/// <summary>
/// The order number for people: <c>PS-0ABC-DEFG-HJK4</c>. It is computed from the id, so it is unique: 11 digits of
/// Crockford's base 32 (without I, L, O and U, which are easily misread) and a check digit (Luhn, modulo 32) that
/// detects any single wrong character and swapped neighbours.
/// </summary>
public static class OrderNumber
{
    private const string Prefix = "PS-";
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Base = 32;
    private const int Length = 11;
    private const int Group = 4;

    public static string Of(long id)
    {
        Span<char> text = stackalloc char[Length + 1];
        for (var i = Length - 1; i >= 0; i--, id /= Base)
            text[i] = Digits[(int)(id % Base)];
        text[Length] = Digits[CheckDigit(text[..Length])];
        return $"{Prefix}{text[..Group]}-{text[Group..(2 * Group)]}-{text[(2 * Group)..]}";
    }

    /// <summary>
    /// Parses a number as people write it: in lower case, without the prefix or hyphens, O for 0, I and L for 1.
    /// </summary>
    public static bool TryParse(string text, out long id)
    {
        id = 0;
        if (!TryRead(text, out var digits) || digits.Length != Length + 1
            || Digits[CheckDigit(digits.AsSpan(0, Length))] != digits[Length])
            return false;
        id = Value(digits[..Length]);
        return true;
    }

    /// <summary>
    /// The range of ids whose numbers begin with this text: the digits of numbers sort like ids. The prefix is
    /// required, because otherwise many words of twelve letters (Chesterfield) could be a number.
    /// </summary>
    /// <param name="range">The lower bound is inclusive, the upper bound exclusive.</param>
    public static bool TryParsePrefix(string text, out (long From, long Before) range)
    {
        range = default;
        if (!text.TrimStart().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return false;
        if (TryParse(text, out var id))
        {
            range = (id, id + 1);
            return true;
        }
        if (!TryRead(text, out var digits) || digits.Length is 0 or > Length)
            return false;
        range = (Value(digits.PadRight(Length, Digits[0])), Value(digits.PadRight(Length, Digits[^1])) + 1);
        return true;
    }

    private static bool TryRead(string text, [NotNullWhen(true)] out string? digits)
    {
        var bare = text.Trim().ToUpperInvariant();
        if (bare.StartsWith(Prefix, StringComparison.Ordinal)) bare = bare[Prefix.Length..];
        digits = bare.Replace("-", "", StringComparison.Ordinal).Replace('O', '0').Replace('I', '1').Replace('L', '1');
        return digits.All(Digits.Contains);
    }

    private static long Value(string digits) =>
        digits.Aggregate(0L, (value, digit) => value * Base + Digits.IndexOf(digit, StringComparison.Ordinal));

    private static int CheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var value = Digits.IndexOf(digits[i], StringComparison.Ordinal) * ((digits.Length - i) % 2 + 1);
            sum += value / Base + value % Base;
        }
        return (Base - sum % Base) % Base;
    }
}

/// <summary>The customer of an order.</summary>
/// <param name="UserId">The account; null for a guest.</param>
public readonly record struct Customer(long? UserId, string Name, string Email);

/// <summary>An order's id and the time that the id contains.</summary>
public readonly record struct OrderIdentity(long Id, DateTimeOffset PlacedAt);

/// <summary>An order and whom it belongs to.</summary>
/// <param name="UserId">The account; null for a guest.</param>
/// <param name="IsErased">Whether it is a guest that was erased, and whose link no longer opens the order.</param>
public readonly record struct OrderOwner(long OrderId, long? UserId, bool IsErased = false)
{
    /// <summary>
    /// Whose personal data a kept result about the order contains: the account's, or those of the order's guest.
    /// </summary>
    public long DataOwner => UserId ?? -OrderId;
}
