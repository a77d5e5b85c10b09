using System.Text.Json.Serialization;

namespace PetShop.Api.Auth.Entities.Mails;

/// <summary>The mails about accounts.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AccountMailKind>))]
public enum AccountMailKind
{
    /// <summary>A link that proves that an address is the owner's.</summary>
    Verification,

    /// <summary>A link that sets a new password.</summary>
    PasswordReset,

    /// <summary>Tells that the password was changed.</summary>
    PasswordChanged,

    /// <summary>Tells that somebody wants to change the address.</summary>
    EmailChangeWanted,

    /// <summary>Tells that the address was changed.</summary>
    EmailChanged,
}
