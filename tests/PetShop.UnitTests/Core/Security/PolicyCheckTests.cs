using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using PetShop.Api.Core.Security;

namespace PetShop.UnitTests.Core.Security;

public sealed class PolicyCheckTests
{
    [Theory]
    [InlineData(nameof(Actions.Named))]
    [InlineData(nameof(Actions.Public))]
    public void An_action_that_says_who_may_call_it_is_let_pass(string action) => new PolicyCheck().Apply(With(action));

    [Theory]
    [InlineData(nameof(Actions.Silent))]
    [InlineData(nameof(Actions.Vague))]
    public void One_that_does_not_stops_the_start_by_its_name(string action) =>
        Assert.Contains("Actions." + action, Assert.Throws<InvalidOperationException>(() => new PolicyCheck().Apply(With(nameof(Actions.Public), action))).Message, StringComparison.Ordinal);

    private static ApplicationModel With(params string[] actions)
    {
        var controller = new ControllerModel(typeof(Actions).GetTypeInfo(), []) { ControllerName = nameof(Actions) };
        foreach (var action in actions)
        {
            var method = typeof(Actions).GetMethod(action)!;
            controller.Actions.Add(new ActionModel(method, method.GetCustomAttributes(inherit: true)) { ActionName = action, Controller = controller });
        }
        return new ApplicationModel { Controllers = { controller } };
    }

    public sealed class Actions
    {
        [Authorize(Policy = Policies.Admin)]
        public static void Named()
        {
        }

        [AllowAnonymous]
        public static void Public()
        {
        }

        public static void Silent()
        {
        }

        [Authorize]
        public static void Vague()
        {
        }
    }
}
