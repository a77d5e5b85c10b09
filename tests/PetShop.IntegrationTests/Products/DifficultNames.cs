namespace PetShop.IntegrationTests.Products;

/// <summary>Product names that are difficult for searches, and more that are composed of their parts.</summary>
internal static class DifficultNames
{
    private const int Made = 60;
    private const int Longest = 100;
    private const int LongestBrand = 50;

    private static readonly string[] Known =
    [
        "Salmon/Potato", "Dr.Clauder", "Omega-3 & 6", "Purée Ⅱ", "Toy <XL>", "NOW FRESH", "2kg", "2,5 kg", "½ kg",
        "#1 Dog", "C++", "A", "7", "The The", "or", "-or-", "\"or\"",
        "not \"this\" or -that", "AND OR NOT", "a & b | !c", "x:*", "(1 <-> 2)", "it''s", "O'Brien’s", "100%", "50_50",
        "\\n", "%00", "<b>bold</b>", "http://example.com/a?b=c",
        "bar@example.com", "/etc/passwd", "C:\\dogs", "1e5", "0x10", "-5", "+49 30", "v1.2.3", "Mr. & Mrs.", "Straße",
        "Ærø Smørrebrød", "Łódź", "İyi ıyi", "ﬁsh", "Åland", "naïve", "Ελληνικά ΣΊΣΥΦΟΣ", "Привет Ёлка", "עברית",
        "العربية", "हिन्दी", "ไทย", "日本語 ドッグ", "ﾄﾞｯｸﾞ", "한국어", "𝔉𝔯𝔞𝔨𝔱𝔲𝔯", "①②③", "❶", "★", "🐶🐱", "™®©", "ﷺ",
        "Ⅷ", "ß", "e\u0301", "Z\u0351a\u0310lgo", "dogs dog dog's", "generously generous", "running ran runs",
        "ice-cream icecream", "3-in-1", "e-collar", "24/7", "A.B.C.", "...dots...", "Tränen–Paste — 30 ml",
    ];

    private static readonly string[] Parts =
    [
        "Salmon", "puppy", "É", "ñ", "ü", "ß", "2", "kg", "3.5", "XL", "<", ">", "/", "-", "'", "\"", "&", "or", "NOW",
        "the", "猫", "犬", "ж", "★", "½", "№", "°", "(", ")", ".", ",", "+", "%",
    ];

    /// <summary>The same each time.</summary>
    public static IEnumerable<string> All()
    {
        var random = new Random(20260);
        return Known.Concat(Enumerable.Range(0, Made).Select(_ =>
            string.Concat(Enumerable.Range(0, random.Next(2, 12))
                .Select(_ => Parts[random.Next(Parts.Length)] + (random.Next(3) > 0 ? " " : "")))))
            .Select(name => name.Length > Longest ? name[..Longest] : name).Where(name => name.Trim().Length > 0);
    }

    /// <summary>The same words as a brand.</summary>
    public static string BrandOf(string name) => name.Length > LongestBrand ? name[..LongestBrand] : name;
}
