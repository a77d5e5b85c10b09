using PetShop.AppHost.Servers;

namespace PetShop.UnitTests.AppHost;

public sealed class DockerMessagesTests
{
    [Fact]
    public void A_container_that_does_not_start_is_named_with_the_reason_and_the_way_without_Docker()
    {
        var failure = DockerEngine.Failure("redis:7-alpine", new InvalidOperationException("toomanyrequests"));
        foreach (var part in (string[])["redis:7-alpine", "toomanyrequests", "PETSHOP_SERVERS=local"])
            Assert.Contains(part, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reset_without_Docker_is_refused_with_the_volume_that_it_would_have_lost()
    {
        var failure = DockerPostgres.CannotReset("petshop-1", "/data/postgres-17-docker/volume");
        foreach (var part in (string[])["nothing was deleted", "docker volume rm petshop-1",
            "/data/postgres-17-docker/volume"])
            Assert.Contains(part, failure.Message, StringComparison.Ordinal);
    }
}
