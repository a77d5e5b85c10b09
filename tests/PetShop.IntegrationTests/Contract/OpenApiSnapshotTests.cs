using Microsoft.OpenApi;

namespace PetShop.IntegrationTests.Contract;

/// <summary>The OpenAPI document is checked in, so that a change of the contract is a reviewable diff.</summary>
public sealed class OpenApiSnapshotTests
{
    private const string Update = "UPDATE_SNAPSHOTS";

    [Fact]
    public async Task The_description_is_the_one_checked_in()
    {
        var now = await ApiDescription.TextAsync();
        if (Environment.GetEnvironmentVariable(Update) == "1")
            await File.WriteAllTextAsync(ApiDescription.CheckedIn, now);
        var before = await File.ReadAllTextAsync(ApiDescription.CheckedIn);
        if (now != before)
            Assert.Fail($"The API's description has changed, from line {FirstDifference(before, now)} on. "
                + $"If that is meant, run the test with {Update}=1 and commit {ApiDescription.CheckedIn}.");
    }

    [Fact]
    public async Task The_description_is_valid_openapi_3_1()
    {
        var read = OpenApiDocument.Parse(await ApiDescription.TextAsync(), "json");
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic!.SpecificationVersion);
        Assert.Empty(read.Diagnostic.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
    }

    private static string FirstDifference(string before, string now)
    {
        var (old, current) = (before.Split('\n'), now.Split('\n'));
        var line = old.Zip(current).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{line + 1}:\n- {old.ElementAtOrDefault(line)}\n+ {current.ElementAtOrDefault(line)}\n";
    }
}
