using PetShop.Api.Core.Http;

namespace PetShop.Api.Adoptions.Services
{
    internal sealed class AnsweringService
    {
        public JsonBytesResult? Result { get; set; }
    }
}

namespace PetShop.Api.Adoptions.Repositories
{
    internal sealed class AnsweringRepository
    {
        public JsonBytesResult? Result { get; set; }
    }
}

namespace PetShop.Api.Adoptions.Entities
{
    internal sealed class AnsweringEntity
    {
        public JsonBytesResult? Result { get; set; }
    }
}

namespace PetShop.Api.Adoptions.Dtos
{
    internal sealed class AnsweringResponse
    {
        public JsonBytesResult? Result { get; set; }
    }
}

namespace PetShop.Api.Adoptions.Validators
{
    internal sealed class AnsweringValidator
    {
        public JsonBytesResult? Result { get; set; }
    }
}

namespace PetShop.Api.Core.Paging
{
    internal sealed class AnsweringPage
    {
        public JsonBytesResult? Result { get; set; }
    }
}
