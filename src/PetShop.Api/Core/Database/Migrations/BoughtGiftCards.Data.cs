namespace PetShop.Api.Core.Database.Migrations
{
    public partial class BoughtGiftCards
    {
        /// <summary>Older versions cannot read the orders of gift cards, and would sell gift cards as goods.</summary>
        private const string RefuseToLoseGiftCards = """
            DO $$
            BEGIN
                IF EXISTS (SELECT FROM gift_cards) OR EXISTS (SELECT FROM products WHERE is_gift_card) THEN
                    RAISE EXCEPTION 'The gift cards of the shop would be lost. Restore a backup instead.';
                END IF;
            END $$;
            """;
    }
}
