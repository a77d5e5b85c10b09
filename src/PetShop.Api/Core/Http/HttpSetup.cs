using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Time;

namespace PetShop.Api.Core.Http;

public static class HttpSetup
{
    internal const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Controllers, JSON, validation and the conventions that all routes share.</summary>
    public static WebApplicationBuilder AddHttp(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ShopOptions>().BindConfiguration(ShopOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ShopOptions>, ShopOptionsValidator>();
        services.AddSingleton(provider => ShopCalendar.Of(
            provider.GetRequiredService<IOptions<ShopOptions>>().Value.TimeZone,
            provider.GetRequiredService<TimeProvider>()));
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<IdConstraint>(IdConstraint.Name));
        services.AddSingleton<StrictQueryFilter>().AddControllers();
        services.AddOptions<MvcOptions>().Configure<Currency, ILoggerFactory>(ConfigureMvc);
        services.AddShopJson().AddShopValidation().AddCrossOrigin().AddStrictTransport();
        return builder;
    }

    public static WebApplication UseHttp(this WebApplication app)
    {
        app.UseStrictTransport();
        app.UseMiddleware<RequestPreparationMiddleware>();
        app.UseRouting();
        app.UseCrossOrigin();       // before anything can refuse: a storefront must be able to read the error
        app.UseMiddleware<QueryEncodingMiddleware>();
        return app;
    }

    private static void ConfigureMvc(MvcOptions options, Currency currency, ILoggerFactory loggers)
    {
        var reader = new SystemTextJsonInputFormatter(JsonSetup.ForRequests(currency),
            loggers.CreateLogger<SystemTextJsonInputFormatter>());
        options.InputFormatters.RemoveType<SystemTextJsonInputFormatter>();
        options.InputFormatters.Add(reader);
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        options.SuppressAsyncSuffixInActionNames = false;
        options.ModelMetadataDetailsProviders.Add(new SnakeCaseMetadataProvider());
        options.ModelBinderProviders.Insert(0, new SnakeCaseEnumBinder());
        options.ModelBinderProviders.Insert(0, new StrictValueBinder());
        options.ModelBinderProviders.Insert(0, new TextBinder());
        options.Filters.Add(new ServiceFilterAttribute(typeof(StrictQueryFilter)) { IsReusable = true });
        options.Filters.Add(new BodyEncodingFilter());
        options.Conventions.Add(new StrictFormFilter());
        options.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
        options.ValueProviderFactories.RemoveType<JQueryQueryStringValueProviderFactory>();
        options.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
        options.OutputFormatters.RemoveType<StringOutputFormatter>();
        options.ModelBindingMessageProvider.SetAttemptedValueIsInvalidAccessor(
            (value, field) => $"'{value}' is not a valid {field}.");
        options.ModelBindingMessageProvider.SetMissingRequestBodyRequiredValueAccessor(() => "Send a JSON body.");
        KeepOneMediaType(options);
    }

    /// <summary>
    /// Responses are application/json regardless of Accept; requests may also use the media type of a merge patch.
    /// </summary>
    private static void KeepOneMediaType(MvcOptions options)
    {
        options.RespectBrowserAcceptHeader = false;
        foreach (var output in options.OutputFormatters.OfType<SystemTextJsonOutputFormatter>())
        {
            output.SupportedMediaTypes.Clear();
            output.SupportedMediaTypes.Add("application/json");
            output.SupportedMediaTypes.Add("application/problem+json");
        }
        foreach (var input in options.InputFormatters.OfType<SystemTextJsonInputFormatter>())
        {
            input.SupportedMediaTypes.Clear();
            input.SupportedMediaTypes.Add("application/json");
            input.SupportedMediaTypes.Add("application/merge-patch+json");
        }
    }
}
