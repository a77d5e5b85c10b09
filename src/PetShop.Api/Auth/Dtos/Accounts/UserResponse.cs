using System.Linq.Expressions;
using System.Text.Json.Serialization;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Dtos.Accounts;

/// <summary>An account, as its owner and admins see it.</summary>
public sealed record UserResponse
{
    /// <example>42</example>
    public required long Id { get; init; }

    /// <summary>The user name, which never changes.</summary>
    /// <example>rex.owner</example>
    public required string Username { get; init; }

    /// <example>rex.owner@example.com</example>
    public required string Email { get; init; }

    /// <summary>Whether the owner has verified the address.</summary>
    /// <example>false</example>
    public required bool EmailVerified { get; init; }

    /// <summary>The address that replaces <c>email</c> once its owner has verified it; null if none waits.</summary>
    public required string? PendingEmail { get; init; }

    /// <summary>The current roles: <c>admin</c>, <c>user</c>.</summary>
    /// <example>["user"]</example>
    [NamedValues("Role", Actor.AdminRole, Actor.UserRole)]
    public required IReadOnlyList<string> Roles { get; init; }

    /// <example>Robin</example>
    public required string? FirstName { get; init; }

    /// <example>Barker</example>
    public required string? LastName { get; init; }

    /// <example>+442079460123</example>
    public required string? Phone { get; init; }

    /// <summary>The VAT number of a business; null for consumers.</summary>
    /// <example>FR40303265045</example>
    public required string? VatNumber { get; init; }

    /// <summary>
    /// Whether an admin has verified the VAT number, so that sales to other EU countries are subject to reverse charge.
    /// </summary>
    /// <example>false</example>
    public required bool VatNumberVerified { get; init; }

    /// <summary>When it was verified; null if it is not.</summary>
    public required DateTimeOffset? VatNumberVerifiedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Present only for admins.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UserAdminData? AdminData { get; init; }

    /// <summary>The number of edits; sent as the ETag.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    /// <summary>As the account's owner sees it.</summary>
    internal static readonly Expression<Func<User, UserResponse>> FromEntity = Shape(isForAdmin: false);

    private static readonly Expression<Func<User, UserResponse>> FromEntityForAdmin = Shape(isForAdmin: true);

    /// <summary>As the caller may see it.</summary>
    internal static Expression<Func<User, UserResponse>> SeenBy(Actor actor) =>
        actor.IsAdmin ? FromEntityForAdmin : FromEntity;

    private static Expression<Func<User, UserResponse>> Shape(bool isForAdmin) => user => new UserResponse
    {
        Id = user.Id,
        Username = user.UserName!,
        Email = user.Email!,
        EmailVerified = user.EmailConfirmed,
        PendingEmail = user.PendingEmail,
        Roles = user.Roles.Select(held => held.Role.Name!).Order().ToList(),
        FirstName = user.FirstName,
        LastName = user.LastName,
        Phone = user.PhoneNumber,
        VatNumber = user.VatNumber,
        VatNumberVerified = user.VatNumberVerifiedAt != null,
        VatNumberVerifiedAt = user.VatNumberVerifiedAt,
        CreatedAt = user.CreatedAt,
        AdminData = isForAdmin
            ? new UserAdminData
            {
                PaymentTerms = user.PaymentTerms,
                VatNumberVerifiedBy = user.VatNumberVerifiedBy,
            }
            : null,
        Version = user.Version,
    };
}

/// <summary>The data of an account that only admins see.</summary>
public sealed record UserAdminData
{
    /// <summary>When the account's orders must be paid; null for the shop's default.</summary>
    /// <example>on_account</example>
    public required PaymentTerms? PaymentTerms { get; init; }

    /// <summary>The admin who verified the VAT number; null if it is not verified.</summary>
    /// <example>1</example>
    public required long? VatNumberVerifiedBy { get; init; }
}
