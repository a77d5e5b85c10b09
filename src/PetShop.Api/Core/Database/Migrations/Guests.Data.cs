namespace PetShop.Api.Core.Database.Migrations
{
    public partial class Guests
    {
        /// <summary>
        /// The version before knows no owner but an account: it can do without the carts of guests, not without orders.
        /// </summary>
        private const string RemoveGuests = """
            DO $guests$
            BEGIN
                IF EXISTS (SELECT FROM orders WHERE user_id IS NULL) THEN
                    RAISE EXCEPTION 'Guests have placed orders. The version before this migration cannot keep them.';
                END IF;
                DELETE FROM cart_lines WHERE cart_id IN (SELECT id FROM carts WHERE user_id IS NULL);
                DELETE FROM carts WHERE user_id IS NULL;
            END $guests$;
            """;
    }
}
