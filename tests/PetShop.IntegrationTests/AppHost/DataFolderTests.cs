using PetShop.AppHost.Machine;

namespace PetShop.IntegrationTests.AppHost;

public sealed class DataFolderTests : IDisposable
{
    private const string Name = "admin-password";
    private readonly DataFolder _folder = DataFolder.OpenTemporary();

    [Fact]
    public void A_secret_is_generated_once_and_readable_only_by_its_owner()
    {
        var (secret, isNew) = _folder.Secret(Name);
        Assert.True(isNew);
        Assert.Equal((secret, false), _folder.Secret(Name));
        Assert.Equal([_folder.PathOf(Name)], Directory.EnumerateFiles(_folder.FullPath, Name + "*"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.PathOf(Name)));
    }

    [Fact]
    public void A_truncated_secret_file_counts_as_missing()
    {
        File.WriteAllText(_folder.PathOf(Name), "");
        File.WriteAllText(_folder.PathOf(Name) + ".half", "abc");
        var (secret, isNew) = _folder.Secret(Name);
        Assert.True(isNew);
        Assert.Equal(secret, _folder.Read(Name));
    }

    [Fact]
    public void A_temporary_folder_is_deleted_when_it_is_closed()
    {
        _folder.Secret(Name);
        _folder.Dispose();
        Assert.False(Directory.Exists(_folder.FullPath));
    }

    public void Dispose() => _folder.Dispose();
}
