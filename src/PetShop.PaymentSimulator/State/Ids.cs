using System.Security.Cryptography;

namespace PetShop.PaymentSimulator.State;

/// <summary>Identifiers: a prefix that tells the kind, and random letters and digits.</summary>
internal static class Ids
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static string New(string prefix) => prefix + RandomNumberGenerator.GetString(Alphabet, 24);
}
