using System.Text.Json;
using FluentValidation;
using FluentValidation.AspNetCore;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Http;

/// <summary>Runs the validator of each request before the action, and reports each message for its field.</summary>
internal static class ValidationSetup
{
    public static IServiceCollection AddShopValidation(this IServiceCollection services)
    {
        ValidatorOptions.Global.PropertyNameResolver = (_, member, _) =>
            member is null ? null : JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name);
        ValidatorOptions.Global.DisplayNameResolver = (_, member, _) =>
            member is null ? null : JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name);
        services.AddFluentValidationAutoValidation(options => options.DisableDataAnnotationsValidation = true);
        services.AddValidatorsFromAssembly(
            typeof(ValidationSetup).Assembly, ServiceLifetime.Singleton, includeInternalTypes: true);
        services.Configure<ApiBehaviorOptions>(options =>
        {
            options.SuppressMapClientErrors = true;
            options.InvalidModelStateResponseFactory = Refuse;
        });
        return services;
    }

    private static ProblemResult Refuse(ActionContext context)
    {
        var state = context.ModelState;
        var unreadable = state.Values.SelectMany(entry => entry.Errors).Select(error => error.Exception)
            .OfType<JsonException>().FirstOrDefault();
        var problem = unreadable is not null ? FromJson(unreadable) : FromFields(state);
        var shape = context.ActionDescriptor.EndpointMetadata.OfType<IValidationProblemFormatter>().FirstOrDefault();
        return new(shape?.Format(problem) ?? problem);
    }

    private static Problem FromJson(JsonException exception)
    {
        var (path, message) = JsonErrors.Describe(exception);
        return path is null
            ? ProblemWriter.Create(ProblemTypes.MalformedJson, message)
            : WithErrors(new Dictionary<string, string[]> { [path.Length == 0 ? "body" : path] = [message] });
    }

    private static Problem FromFields(ModelStateDictionary state) => WithErrors(state
        .Where(entry => entry.Value is { Errors.Count: > 0 })
        .ToDictionary(
            entry => entry.Key.Length == 0 ? "body" : JsonErrors.Strip(entry.Key),
            entry => entry.Value!.Errors.Select(error =>
                error.ErrorMessage.Length > 0 ? error.ErrorMessage : "This value is not valid.").Distinct().ToArray()));

    private static Problem WithErrors(Dictionary<string, string[]> errors) =>
        ProblemWriter.Create(
            ProblemTypes.Validation, "Correct the fields named in errors and send the request again.") with
        {
            Errors = errors,
        };
}
