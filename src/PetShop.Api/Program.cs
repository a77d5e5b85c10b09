using PetShop.Api.Auth;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Core.Security;
using PetShop.Api.Products;

var builder = WebApplication.CreateBuilder(args);
builder.AddDatabase().AddCache().AddJobs();
builder.AddErrors().AddSecurity().AddHttp();
builder.Services.AddProducts().AddAuth();

var app = builder.Build();
app.UseErrors().UseHttp().UseSecurity();
app.MapControllers();

if (args is ["migrate", ..])
    return await MigrateCommand.RunAsync(app);
await app.RunAsync();
return 0;
