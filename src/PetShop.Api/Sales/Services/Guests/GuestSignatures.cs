using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Sales.Services.Guests;

/// <summary>
/// Signs what the shop gives to customers without an account, and recognises it again, without keeping anything. What
/// was signed with an earlier signing key is accepted as long as tokens of that key are.
/// </summary>
internal sealed class GuestSignatures(IDerivedKeys keys)
{
    /// <summary>Appends the signature and writes both as base64url.</summary>
    /// <param name="purpose">What is signed for one purpose is not accepted for another.</param>
    /// <param name="subject">What the content is about; it is signed and must be known again to verify.</param>
    /// <param name="signatureLength">In bytes, at least 16.</param>
    public async ValueTask<string> SignAsync(
        string purpose, string subject, byte[] content, int signatureLength, CancellationToken ct)
    {
        var key = (await keys.ForAsync(purpose, ct))[0];
        return Base64Url.EncodeToString([.. content, .. Sign(key, subject, content, signatureLength)]);
    }

    /// <summary>The content of a text that the shop has signed.</summary>
    /// <param name="form">The lengths of content and signature, in bytes.</param>
    /// <returns>Null if the shop has not signed it for this purpose and subject.</returns>
    public async ValueTask<byte[]?> VerifyAsync(
        string purpose, string subject, string? text, (int Length, int SignatureLength) form, CancellationToken ct)
    {
        var bytes = new byte[form.Length + form.SignatureLength];
        if (text?.Length != Base64Url.GetEncodedLength(bytes.Length) || !TryDecode(text, bytes))
            return null;
        var (content, signature) = (bytes[..form.Length], bytes[form.Length..]);
        var isSigned = false;
        foreach (var key in await keys.ForAsync(purpose, ct))
            isSigned |= CryptographicOperations.FixedTimeEquals(
                Sign(key, subject, content, form.SignatureLength), signature);
        return isSigned ? content : null;
    }

    /// <summary>A number that stands for a secret or personal text and cannot be turned back into it.</summary>
    public ValueTask<byte[]> HashAsync(string purpose, string text, CancellationToken ct) =>
        keys.HashAsync(purpose, text, ct);

    private static byte[] Sign(byte[] key, string subject, byte[] content, int length) =>
        HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes(subject), 0, .. content])[..length];

    private static bool TryDecode(string text, byte[] bytes) =>
        Base64Url.TryDecodeFromChars(text, bytes, out var count) && count == bytes.Length
        && Base64Url.EncodeToString(bytes) == text;
}
