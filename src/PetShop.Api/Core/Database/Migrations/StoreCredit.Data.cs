namespace PetShop.Api.Core.Database.Migrations
{
    public partial class StoreCredit
    {
        /// <summary>
        /// Whatever writes to the movements, the credit has their sum, and its constraint holds it at 0 or above. A
        /// movement that does not follow the last one, or that says another balance, is refused. Only notes, which may
        /// be personal, can be erased.
        /// </summary>
        private const string KeepBalance = """
            CREATE FUNCTION keep_credit_balance() RETURNS trigger LANGUAGE plpgsql AS $keep$
            DECLARE
                credit store_credits;
            BEGIN
                UPDATE store_credits SET balance = balance + NEW.amount, last_movement = last_movement + 1
                WHERE id = NEW.credit_id RETURNING * INTO credit;
                IF (credit.balance, credit.last_movement) IS DISTINCT FROM (NEW.balance, NEW.number) THEN
                    RAISE restrict_violation
                        USING MESSAGE = format('The movement does not follow movement %s.', credit.last_movement - 1);
                END IF;
                RETURN NULL;
            END $keep$;
            CREATE TRIGGER keep_credit_balance AFTER INSERT ON store_credit_movements
                FOR EACH ROW EXECUTE FUNCTION keep_credit_balance();
            CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON store_credit_movements
                FOR EACH ROW EXECUTE FUNCTION append_only('note');
            """;

        private const string ForgetBalance = """
            DROP TRIGGER append_only ON store_credit_movements;
            DROP TRIGGER keep_credit_balance ON store_credit_movements;
            DROP FUNCTION keep_credit_balance();
            """;

        /// <summary>Older versions know no store credit.</summary>
        private const string RecordAsOther = """
            UPDATE payments SET method = 'Other', provider = 'offline' WHERE method = 'StoreCredit';
            """;
    }
}
