using PetShop.Api.Auth;
using PetShop.Api.Auth.Services.Credentials;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Hosting;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Core.Limits;
using PetShop.Api.Core.Logging;
using PetShop.Api.Core.Observability;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Queue;
using PetShop.Api.Core.Security;
using PetShop.Api.Core.Security.Keys;
using PetShop.Api.Core.Settings;
using PetShop.Api.Operations;
using PetShop.Api.Products;
using PetShop.Api.Sales;

if (args is ["health", .. var address])
    return await HealthCommand.RunAsync(address);
if (args is ["make-certificate", .. var path])
    return await CertificateCommand.RunAsync(path);

var builder = WebApplication.CreateBuilder(args);
builder.AddSecretFiles().AddRuntimeSettings().AddShopLogging().AddObservability();
builder.AddDatabase().AddCache().AddJobs().AddQueue();
builder.AddErrors().AddSecurity().AddLimits().AddHttp().AddShopOpenApi();
builder.Services.AddProducts().AddAuth().AddSales().AddOperations();

await using var app = builder.Build();      // disposed on every way out, so that what is still to be logged is written
app.UseObservability().UseErrors().UseHttp().UseCallers().UseLimits().UseCachedResponses();
app.UsePolicies().UseShopOpenApi().MapControllers();
app.EnsurePoliciesAreNamed();
if (args is ["migrate", ..])
    return await MigrateCommand.RunAsync(app);
if (args is ["reset-admin", .. var admin])
    return await ResetAdminCommand.RunAsync(app.Services, admin, Console.Out);
return await app.RunNodeAsync();
