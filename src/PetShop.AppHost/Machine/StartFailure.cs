namespace PetShop.AppHost.Machine;

/// <summary>
/// An error that the user can fix: the message is shown without a stack trace, and the exit code is 1.
/// </summary>
internal sealed class StartFailure(string message, Exception? inner = null) : Exception(message, inner);
