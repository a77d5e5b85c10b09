using System.Text;

namespace PetShop.UnitTests.Core.Text;

internal static class Characters
{
    /// <summary>
    /// Every code point of the planes where rules differ between characters, and samples of the others.
    /// </summary>
    public static IEnumerable<Rune> All =>
        Enumerable.Range(0, 0x20000).Concat(Enumerable.Range(0x2F800, 0x300)).Concat(Enumerable.Range(0xE0000, 0x200))
            .Concat(Enumerable.Range(0x10FF00, 0x100))
            .Where(Rune.IsValid).Select(codePoint => new Rune(codePoint));
}
