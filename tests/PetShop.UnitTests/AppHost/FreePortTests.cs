using System.Net.Sockets;
using PetShop.AppHost.Machine;

namespace PetShop.UnitTests.AppHost;

public sealed class FreePortTests
{
    [Theory]
    [InlineData(SocketError.Success, nameof(PortState.Free))]
    [InlineData(SocketError.AddressNotAvailable, nameof(PortState.Free))]
    [InlineData(SocketError.AddressFamilyNotSupported, nameof(PortState.Free))]
    [InlineData(SocketError.AddressAlreadyInUse, nameof(PortState.InUse))]
    [InlineData(SocketError.AccessDenied, nameof(PortState.Forbidden))]
    public void A_port_that_may_not_be_opened_is_not_called_in_use(SocketError outcome, string state) =>
        Assert.Equal(state, FreePort.Judge(outcome).ToString());
}
