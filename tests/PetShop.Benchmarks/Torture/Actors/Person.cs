namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>An account and its session.</summary>
internal sealed class Person(string username)
{
    public string Username => username;

    public long Id { get; private set; }

    /// <summary>Null before the first sign-in.</summary>
    public string? Token { get; private set; }

    /// <summary>Registers the account and signs in, however long that takes.</summary>
    public static async Task<Person> RegisterAsync(Actor actor, string username)
    {
        var person = new Person(username);
        var account = new { username, email = username + "@example.com", password = TortureShop.Password };
        do
            await SendAsync(actor, "register", "auth/register", account);
        while (!await person.SignInAsync(actor) && !actor.IsOver);
        return person;
    }

    /// <summary>Signs in.</summary>
    /// <returns>Whether it worked, after several attempts.</returns>
    public async Task<bool> SignInAsync(Actor actor)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var answer = await SendAsync(
                actor, "sign in", "auth/login", new { username, password = TortureShop.Password });
            if (answer.IsSuccess)
            {
                (Id, Token) = (answer.Id("user"), answer.Body.GetProperty("token").GetString());
                return true;
            }
            if (answer.Status == StatusCodes.Status401Unauthorized)
                return false;
            await Task.Delay(200);
        }
        return false;
    }

    private static async Task<Answer> SendAsync(Actor actor, string action, string path, object body)
    {
        var nodes = actor.Stage.Shop.Nodes;
        var node = nodes[Random.Shared.Next(nodes.Count)].Address;
        var answer = await actor.Stage.Client.SendAsync(node, new(HttpMethod.Post, path, body), token: null);
        actor.Stage.Journal.Count(action, answer);
        return answer;
    }
}
