namespace PetShop.Api.Core.Database.Migrations
{
    public partial class KeysInOneForm
    {
        /// <summary>
        /// What no name may hold: control and bidirectional characters, and what cannot be seen in any place. Joiners
        /// and variation selectors stay, since emoji need them.
        /// </summary>
        private const string Refused =
            @"[\u0001-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\u00AD\u061C\u115F\u1160\u200B"
            + @"\u200E\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFEFF\uFFA0\uFFF9-\uFFFC]";

        private const string Blanks = """[\t\n\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+""";

        /// <summary>Nobody sees them: their slug is all that tells them apart.</summary>
        private const string NameInvisibleBrands = """
            UPDATE brands SET name = left(slug, 50), version = version + 1 WHERE name_key = '';
            """;

        /// <summary>
        /// Brands that are one by their names become the oldest of them, which gets the products of all. Nobody has to
        /// drop cached answers: they belong to the version that made them.
        /// </summary>
        private const string MergeBrands = """
            WITH same AS (SELECT id, min(id) OVER (PARTITION BY name_key) AS kept FROM brands),
                moved AS (UPDATE products SET brand_id = kept FROM same WHERE brand_id = same.id AND same.id <> kept),
                listed AS (
                    UPDATE product_search SET brand_id = kept FROM same WHERE brand_id = same.id AND same.id <> kept)
            INSERT INTO search_renewals (brand_id) SELECT DISTINCT kept FROM same WHERE id <> kept;

            DELETE FROM brands USING (SELECT id, min(id) OVER (PARTITION BY name_key) AS kept FROM brands) same
            WHERE brands.id = same.id AND same.id <> kept;
            """;

        /// <summary>
        /// The signs ™ and ℠ were folded to letters, and are no longer: what has them is folded anew.
        /// </summary>
        private const string RenewTradeMarks = """
            INSERT INTO search_renewals (product_id) SELECT id FROM products
                WHERE concat(name, description) ~ '[\u2120\u2122]';
            INSERT INTO search_renewals (brand_id) SELECT id FROM brands WHERE name ~ '[\u2120\u2122]';
            INSERT INTO search_renewals (category_id) SELECT id FROM categories WHERE name ~ '[\u2120\u2122]';
            INSERT INTO search_renewals (pet_type_id) SELECT id FROM pet_types WHERE name ~ '[\u2120\u2122]';
            """;

        /// <summary>Keys of long names were cut, and are now hashed. A cut one has at least 100 characters.</summary>
        private const string RenewLongKeys = """
            INSERT INTO search_renewals (product_id)
            SELECT product_id FROM product_search WHERE greatest(length(name_key), length(sku_key)) >= 100;
            """;

        /// <summary>
        /// Names that an older version kept as they were typed, brought to the form that is kept now.
        /// </summary>
        private static string ShowNamesInOneForm(string table)
        {
            var clean = $"normalize(regexp_replace(name, '{Refused}', '', 'g'), NFC)";
            return $"""
                WITH shown AS (
                    SELECT id, btrim(left(btrim(regexp_replace({clean}, '{Blanks}', ' ', 'g')), 50)) AS name
                    FROM {table}),
                changed AS (
                    UPDATE {table} kept
                    SET name = coalesce(nullif(shown.name, ''), left(kept.slug, 50)), version = version + 1
                    FROM shown WHERE shown.id = kept.id AND shown.name <> kept.name COLLATE "C" RETURNING kept.id)
                INSERT INTO search_renewals ({ColumnOf(table)}) SELECT id FROM changed;
                """;
        }

        private static string ColumnOf(string table) => table switch
        {
            "brands" => "brand_id",
            "categories" => "category_id",
            _ => "pet_type_id",
        };
    }
}
