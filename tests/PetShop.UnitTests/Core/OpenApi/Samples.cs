using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Security;
using PetShop.Api.Core.Validation;

namespace PetShop.UnitTests.Core.OpenApi;

public enum SampleColour
{
    DarkRed,
    Green,
}

public sealed record SampleFilter : PageQuery
{
    public SampleColour? Colour { get; init; }

    public string? MinName { get; init; }

    public string? Computed => MinName;
}

public sealed class SampleFilterValidator : PageQueryValidator<SampleFilter>
{
    public SampleFilterValidator() => RuleFor(f => f.MinName).MaximumLength(9);
}

public sealed record SampleResponse
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string? Note { get; init; }

    public required decimal Price { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AdminData { get; init; }
}

public sealed record CreateSampleRequest
{
    public required string Name { get; init; }

    public required decimal? Price { get; init; }

    public string? Note { get; init; }

    public List<SampleLine> Lines { get; init; } = [];
}

public sealed record SampleLine
{
    public int Quantity { get; init; }
}

public sealed record UpdateSampleRequest
{
    public Optional<string> Name { get; init; }

    public Optional<decimal?> Price { get; init; }

    public Optional<SampleColour?> Colour { get; init; }
}

public sealed class CreateSampleValidator : AbstractValidator<CreateSampleRequest>
{
    public CreateSampleValidator()
    {
        RuleFor(r => r.Name).NotEmpty().MaximumLength(100);
        RuleFor(r => r.Price).NotNull().InclusiveBetween(0m, 1_000_000m);
        RuleFor(r => r.Note).NotEmpty().Matches("^[a-z]+$").When(r => r.Note is not null);
        RuleFor(r => r.Lines).NotNull().HasSize(1, 7, lines => lines.Count);
    }
}

public sealed class SampleLineValidator : AbstractValidator<SampleLine>
{
    public SampleLineValidator() => RuleFor(l => l.Quantity).GreaterThan(0).LessThanOrEqualTo(50);
}

public sealed class UpdateSampleValidator : AbstractValidator<UpdateSampleRequest>
{
    public UpdateSampleValidator() => RuleFor(r => r.Name.Value).NotEmpty().MaximumLength(100).When(r => r.Name.IsSet);
}

[ApiController, Route("samples"), Authorize(Policy = Policies.SignedIn), Tags("Samples")]
public sealed class SamplesController : ControllerBase
{
    [HttpGet, AllowAnonymous, PubliclyCached]
    public ActionResult<Page<SampleResponse>> List([FromQuery] SampleFilter filter) => Ok(filter);

    [HttpGet("{id:long}")]
    public ActionResult<SampleResponse> Get(long id) => Ok(id);

    [HttpPost, Authorize(Policy = Policies.Admin), Idempotent, ProducesResponseType<SampleResponse>(201)]
    public ActionResult<SampleResponse> Create(CreateSampleRequest request) => Ok(request);

    [HttpPost("open"), AllowAnonymous]
    public ActionResult<SampleResponse> Open(CreateSampleRequest request) => Ok(request);

    [HttpPut("{id:long}"), HttpPatch("{id:long}"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    public ActionResult<SampleResponse> Update(long id, UpdateSampleRequest request) => Ok((id, request));

    [HttpPut("{id:long}/whole"), Authorize(Policy = Policies.Admin)]
    public ActionResult<SampleResponse> Replace(long id, [FromBody(
        EmptyBodyBehavior = EmptyBodyBehavior.Allow)] CreateSampleRequest? request) => Ok((id, request));

    [HttpDelete("{id:long}/roles"), HttpDelete("{id:long}/roles/{role}"), ProducesResponseType(204)]
    public IActionResult Remove(long id, string? role = null) => Ok((id, role));
}

[ApiController, Route("twice"), AllowAnonymous]
public sealed class TwiceController : ControllerBase
{
    [HttpGet("a"), ActionName("Same")]
    public IActionResult One() => Ok();

    [HttpGet("b"), ActionName("Same")]
    public IActionResult Other() => Ok();
}

/// <summary>The document of some controllers, generated like the shop's own.</summary>
internal static class Samples
{
    public static async Task<JsonObject> DescribeAsync(params Type[] controllers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddHttp().AddShopOpenApi();
        builder.Services.AddValidatorsFromAssembly(typeof(Samples).Assembly);
        builder.Services.AddSingleton(new ApiTag("Samples", 1, "Things to look at."));
        builder.Services.AddControllers().ConfigureApplicationPartManager(parts =>
        {
            parts.ApplicationParts.Clear();
            parts.ApplicationParts.Add(new AssemblyPart(typeof(Samples).Assembly));
            parts.FeatureProviders.Clear();
            parts.FeatureProviders.Add(new Only(controllers));
        });
        await using var app = builder.Build();
        var document = await app.Services.GetRequiredService<OpenApiFile>().GetAsync(CancellationToken.None);
        return JsonNode.Parse(document.Utf8)!.AsObject();
    }

    private sealed class Only(Type[] controllers) : IApplicationFeatureProvider<ControllerFeature>
    {
        public void PopulateFeature(IEnumerable<ApplicationPart> parts, ControllerFeature feature)
        {
            foreach (var controller in controllers)
                feature.Controllers.Add(controller.GetTypeInfo());
        }
    }
}
