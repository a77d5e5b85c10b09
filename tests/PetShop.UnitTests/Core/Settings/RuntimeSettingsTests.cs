using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;
using PetShop.Api.Core.Settings;

namespace PetShop.UnitTests.Core.Settings;

public sealed class RuntimeSettingsTests
{
    private readonly RuntimeSettings _settings = new();
    private readonly IConfigurationRoot _configuration;
    private int _reloads;

    public RuntimeSettingsTests()
    {
        _configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("A", "configured"), new("B", "configured")]).Add(_settings).Build();
        ChangeToken.OnChange(_configuration.GetReloadToken, () => _reloads++);
    }

    [Fact]
    public void What_is_stored_wins_over_the_configuration_and_null_hides_it()
    {
        Assert.True(_settings.Replace([new("A", "stored"), new("B", null)]));
        Assert.Equal("stored", _configuration["A"]);
        Assert.Null(_configuration["B"]);
        Assert.True(_settings.Replace([]));
        Assert.Equal("configured", _configuration["A"]);
        Assert.Equal("configured", _configuration["B"]);
    }

    [Fact]
    public void Only_a_change_is_announced()
    {
        _settings.Replace([new("A", "1"), new("B", null)]);
        Assert.Equal(1, _reloads);
        Assert.False(_settings.Replace([new("B", null), new("A", "1")]));
        Assert.Equal(1, _reloads);
        Assert.True(_settings.Replace([new("A", "1"), new("C", null)]));
        Assert.True(_settings.Replace([new("A", "2"), new("C", null)]));
        Assert.Equal(3, _reloads);
    }

    [Fact]
    public void Of_two_spellings_of_a_key_the_later_one_counts()
    {
        _settings.Replace([new("a", "1"), new("A", "2")]);
        Assert.Equal("2", _configuration["a"]);
    }
}
