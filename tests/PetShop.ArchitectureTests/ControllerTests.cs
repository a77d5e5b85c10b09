using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Adoptions.Controllers;

namespace PetShop.ArchitectureTests;

/// <summary>The controllers of all domains declare their actions in the same way.</summary>
public sealed partial class ControllerTests
{
    private const string Action = """
            [HttpPut("{id:long}"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
            [ProducesResponseType(StatusCodes.Status200OK)]
            public async Task<ActionResult<PetResponse>> Update(

        """;

    [Theory]
    [InlineData(typeof(UntypedController))]
    [InlineData(typeof(TypedTwiceController))]
    [InlineData(typeof(UndeclaredStatusController))]
    [InlineData(typeof(BodyWithoutTypeController))]
    [InlineData(typeof(TypeWithoutBodyController))]
    [InlineData(typeof(StatusOfAllActionsController))]
    public void Actions_return_ActionResult_of_their_body_and_name_their_statuses(Type offender) =>
        ApiArchitecture.AssertHolds(
            ApiArchitecture.Classes.Where(type => typeof(ControllerBase).IsAssignableFrom(type) && !type.IsAbstract),
            ReturnFlaw, offender);

    [Fact]
    public void Attributes_of_actions_have_one_order_and_constants_for_statuses()
    {
        var files = Repository.Sources("src/PetShop.Api")
            .Where(file => file.EndsWith("Controller.cs", StringComparison.Ordinal)
                && file.Contains($"{Path.DirectorySeparatorChar}Controllers{Path.DirectorySeparatorChar}",
                    StringComparison.Ordinal)).ToList();
        Assert.True(files.Count > 10);
        Assert.Empty(
            files.SelectMany(file => AttributeFlaws(File.ReadAllText(file)).Select(flaw => $"{file}: {flaw}")));
        Assert.Empty(AttributeFlaws(Action));
        Assert.Single(AttributeFlaws(Action.Replace("Status200OK", "200", StringComparison.Ordinal)));
        Assert.Single(AttributeFlaws(Action.Replace("StatusCodes.Status200OK", "200", StringComparison.Ordinal)));
        Assert.Single(AttributeFlaws(Action.Replace("Authorize(Policy = Policies.Admin), AcceptsIfMatch",
            "AcceptsIfMatch, Authorize(Policy = Policies.Admin)", StringComparison.Ordinal)));
        Assert.Single(AttributeFlaws(Action.Replace("]\n    [Produces", ", Produces", StringComparison.Ordinal)));
        Assert.Single(AttributeFlaws("[Tags(\"Pets\"), Route(\"pets\")]\npublic sealed class PetsController"));
        Assert.Empty(
            AttributeFlaws("[Route(\"pets\"), Tags(\"Pets\"), AllowAnonymous]\npublic sealed class PetsController"));
    }

    private static string? ReturnFlaw(Type controller)
    {
        if (controller.IsDefined(typeof(ProducesResponseTypeAttribute), inherit: false))
            return "declares statuses for all actions: declare them at each";
        return controller.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName).Select(ReturnFlaw).FirstOrDefault(flaw => flaw is not null);
    }

    private static string? ReturnFlaw(MethodInfo action)
    {
        var type = action.ReturnType.IsGenericType && action.ReturnType.GetGenericTypeDefinition() == typeof(Task<>)
            ? action.ReturnType.GetGenericArguments()[0] : action.ReturnType;
        var hasBody = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ActionResult<>);
        if (!hasBody && type != typeof(ActionResult))
            return $"{action.Name} should return ActionResult<T>, or ActionResult where it has no body";
        var produces = action.GetCustomAttributes<ProducesResponseTypeAttribute>(inherit: false).ToList();
        if (HasDryRun(action))
            produces.RemoveAll(attribute => attribute.Type != typeof(void) && attribute.StatusCode == 200);
        // The type of a file is that of its content.
        if (produces is [{ StatusCode: 200 } file] && file.Type == typeof(FileContentResult))
            return hasBody ? $"{action.Name} returns a file and a body" : null;
        if (produces.Any(attribute => attribute.Type != typeof(void)))
            return $"{action.Name} names the body's type twice: leave it to the return type";
        var successes = produces.Select(attribute => attribute.StatusCode)
            .Where(status => status is >= 200 and < 300).ToList();
        if (successes.Count != 1)
            return $"{action.Name} should name one status of success";
        return hasBody == (successes[0] != 204)
            ? null
            : $"{action.Name} answers {successes[0]} and returns {type.Name}";
    }

    /// <summary>
    /// Whether the request can ask for a dry run, which has a body of its own: with 200, beside the usual status.
    /// </summary>
    private static bool HasDryRun(MethodInfo action) =>
        action.GetParameters().Any(parameter => parameter.ParameterType.GetProperty("DryRun") is not null);

    private static IEnumerable<string> AttributeFlaws(string source)
    {
        source = source.ReplaceLineEndings("\n");
        var actions = Actions().Matches(source).Select(match => match.Groups[1].Value)
            .Where(attributes => !ActionAttributes().IsMatch(attributes));
        var classes = Classes().Matches(source).Select(match => match.Groups[1].Value)
            .Where(attributes => !ClassAttributes().IsMatch(attributes));
        return actions.Concat(classes);
    }

    [GeneratedRegex(@"^((?: {4}\[.*\n)+) {4}public ", RegexOptions.Multiline)]
    private static partial Regex Actions();

    [GeneratedRegex(@"^((?:\[.*\n)+)public sealed class ", RegexOptions.Multiline)]
    private static partial Regex Classes();

    /// <summary>
    /// Verb and route, who may call, what the action honours and takes; on a line of their own the statuses; on another
    /// one the body of a dry run. Or, instead of them, the file and its content type.
    /// </summary>
    [GeneratedRegex(
        @"\A {4}\[Http\w+(?:\([^)]*\))?(?:, Http\w+(?:\([^)]*\))?)*(?:, (?:Authorize\([^)]*\)|AllowAnonymous))?"
            + @"(?:, (?!Http|Authorize|AllowAnonymous|Produces)\w+(?:\([^)]*\))?)*\]\n"
            + @"(?: {4}\[ProducesResponseType<FileContentResult>\(StatusCodes\.Status200OK, \w+\.\w+\)\]\n\z|"
            + @" {4}\[ProducesResponseType\(StatusCodes\.Status\d{3}\w+\)(?:, "
            + @"ProducesResponseType\(StatusCodes\.Status\d{3}\w+\))*\]\n"
            + @"(?: {4}\[ProducesResponseType<\w+>\(StatusCodes\.Status200OK\)\]\n)?\z)")]
    private static partial Regex ActionAttributes();

    [GeneratedRegex(@"\A\[Route\([^)]*\), Tags\([^)]*\)(?:, (?:Authorize\([^)]*\)|AllowAnonymous))?\]\n\z")]
    private static partial Regex ClassAttributes();
}
