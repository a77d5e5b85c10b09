namespace PetShop.Api.Core.OpenApi;

/// <summary>The text above the operations in Swagger UI, from <c>Introduction.md</c>.</summary>
internal static class Introduction
{
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var file = typeof(Introduction).Assembly.GetManifestResourceStream(
            typeof(Introduction), "Introduction.md")!;
        using var reader = new StreamReader(file);
        return DescriptionText.Unwrap(reader.ReadToEnd()).Trim();
    }
}
