namespace PetShop.IntegrationTests.Core.Security;

/// <summary>Settings in files, like container secrets.</summary>
public sealed class SecretFilesTests : ShopTest
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("petshop-secrets-");

    [Fact]
    public async Task A_file_is_the_setting_of_its_name_and_wins()
    {
        await WriteAsync("ConnectionStrings__PetShop", Shop.Database.NodeConnectionString + "\n");
        await WriteAsync("ignore.Products__PublicStockCap", "0");
        var nowhere = ("ConnectionStrings:PetShop", "Host=127.0.0.1;Port=1");
        var node = Shop.StartNode(("Secrets:Folder", _folder.FullName), nowhere);
        await (await new ShopCaller(node).GetAsync("/health/ready")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public void A_folder_that_is_not_there_stops_the_start_by_its_name()
    {
        var failure = Record.Exception(() => Shop.StartNode(("Secrets:Folder", "/no/such/folder")));
        Assert.Contains("Secrets__Folder=/no/such/folder", failure?.ToString(), StringComparison.Ordinal);
    }

    public override Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return base.DisposeAsync();
    }

    private Task WriteAsync(string name, string content) =>
        File.WriteAllTextAsync(Path.Combine(_folder.FullName, name), content);
}
