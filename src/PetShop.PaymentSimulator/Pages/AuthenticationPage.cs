using Microsoft.AspNetCore.WebUtilities;
using PetShop.PaymentSimulator.Api;
using PetShop.PaymentSimulator.Api.Operations;
using PetShop.PaymentSimulator.Faults;
using PetShop.PaymentSimulator.State;
using PetShop.PaymentSimulator.State.Objects;
using PetShop.PaymentSimulator.Webhooks;

namespace PetShop.PaymentSimulator.Pages;

/// <summary>The page of the customer's bank, where they authorise a payment (3-D Secure).</summary>
internal sealed class AuthenticationPage(Ledger ledger, Commands commands)
{
    /// <param name="secret">The payment's client secret: nobody else can open the page.</param>
    public IResult Show(string id, string? secret) => Find(id, secret) switch
    {
        null => NotFound(),
        { Status: IntentStatus.RequiresAction } intent => Html.Page("Your bank asks you to authorise a payment", $"""
            <p>The shop asks for <strong>{Html.Encode(OverviewPage.Money(intent.Amount, intent.Currency))}</strong>.
            This page stands for the one that a bank would show. No real money moves.</p>
            <form method="post">
            <input type="hidden" name="client_secret" value="{Html.Encode(intent.ClientSecret)}">
            <button name="outcome" value="authorise">Authorise</button>
            <button name="outcome" value="fail">Fail</button>
            </form>
            """),
        _ => Finished(),
    };

    /// <summary>Finishes the payment and sends the customer back to the shop.</summary>
    public async Task<IResult> FinishAsync(string id, string? secret, string? outcome)
    {
        if (Find(id, secret) is not { } intent)
            return NotFound();
        if (outcome is not ("authorise" or "fail"))
            return Html.Page("Choose what to do", "<p>Go back and choose one of the two buttons.</p>",
                StatusCodes.Status400BadRequest);
        var finished = await commands.RunAsync(Operation.Authenticate, change => Confirmation.Authenticate(
            change, new Origin(ApiVersion.Default), id, outcome == "authorise"));
        if (finished is null)
            return Finished();
        return intent.NextAction?.RedirectToUrl?.ReturnUrl is { } shop
            ? Results.Redirect(QueryHelpers.AddQueryString(shop, new Dictionary<string, string?>
            {
                ["payment_intent"] = id,
                ["payment_intent_client_secret"] = intent.ClientSecret,
                ["redirect_status"] = finished.LastPaymentError is null ? "succeeded" : "failed",
            }))
            : Html.Page(finished.LastPaymentError is null ? "The payment is authorised" : "The payment failed",
                "<p>You can close this page and go back to the shop.</p>");
    }

    private static IResult Finished() => Html.Page("This payment does not wait for you",
        "<p>It was finished or canceled before. You can close this page and go back to the shop.</p>");

    private static IResult NotFound() => Html.Page("There is no such payment",
        "<p>The address is not complete, or the payment belongs to another simulator.</p>",
        StatusCodes.Status404NotFound);

    private PaymentIntent? Find(string id, string? secret) =>
        ledger.Read(tables => tables.Intents.Find(id)) is { } intent && intent.ClientSecret == secret ? intent : null;
}
