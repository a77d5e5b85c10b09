using static PetShop.IntegrationTests.Contract.Policies.Access;

namespace PetShop.IntegrationTests.Contract.Policies;

internal static partial class EndpointTable
{
    public static readonly EndpointRow[] Operations =
    [
        new("GET /", Anyone, 302),
        new("GET /health/live", Anyone),
        new("GET /health/ready", Anyone),
        new("GET /metrics", Admins),
        new("GET /swagger/admin.css", Anyone),
        new("GET /swagger/admin.js", Anyone),
        new("GET /swagger/sign-in.js", Anyone),
        new("GET /swagger/v1/swagger.json", Anyone),
        new("GET /swagger/{**path=page}", Anyone),
        new("GET /admin/logging", Admins),
        new("PUT /admin/logging", Admins, 200, """{"default":"information"}"""),
        new("GET /admin/cache", Admins),
        new("DELETE /admin/cache?pattern=none:*", Admins, 204),
        new("GET /admin/integrity", Admins),
        new("GET /admin/jobs", Admins),
        new("POST /admin/jobs/{job=job}/run", Admins, 202),
        new("GET /admin/queues/{queue=webhooks}/parked", Admins),
        new("POST /admin/queues/{queue=webhooks}/parked/retry", Admins),
        new("POST /admin/queues/{queue=webhooks}/parked/{id=parked_item}/retry", Admins),
        new("GET /events", Admins),
        new("GET /webhooks", Admins),
        new("POST /webhooks", Admins, 201, """{"url":"https://erp.example/petshop"}"""),
        new("GET /webhooks/{id=webhook}", Admins),
        new("PATCH /webhooks/{id=webhook}", Admins, 200, """{"description":"The ERP"}"""),
        new("DELETE /webhooks/{id=webhook}", Admins, 204),
        new("POST /webhooks/{id=webhook}/rotate-secret", Admins),
        new("POST /webhooks/{id=webhook}/test", Admins),
        new("POST /webhooks/{id=webhook}/replay?since=<event>", Admins),
        new("GET /webhooks/{id=webhook}/deliveries", Admins),
        new("POST /webhooks/{id=webhook}/deliveries/{cursor=delivered_event}/retry", Admins),
    ];
}
